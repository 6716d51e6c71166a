// A list that htmx exchanges stays where the reader is: what was unfolded stays so, the focus finds a place, and the new
// number is said aloud. "Near me" asks the device, rounds what it says, and puts it into the form. Without this script
// the buttons of the form do the same.
(function () {
  "use strict";

  var DIGITS = 2;
  var unfolded = [];

  function list() {
    return document.getElementById("finding");
  }

  function showNearMe() {
    if (!("geolocation" in navigator)) return;
    document.querySelectorAll("#near-me, [data-near-me]").forEach(function (element) { element.hidden = false; });
  }

  function say(words) {
    document.getElementById("finding-said").textContent = words;
  }

  function askWhere(button) {
    var field = document.getElementById("finding-near");
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(function (answer) {
      field.value = answer.coords.latitude.toFixed(DIGITS) + ", " + answer.coords.longitude.toFixed(DIGITS);
      field.form.requestSubmit();
    }, function () {
      button.disabled = false;
      document.querySelector("[data-near-me]").textContent = button.dataset.failed;
      say(button.dataset.failed);
    }, { enableHighAccuracy: false, timeout: 15000, maximumAge: 600000 });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("#near-me");
    if (button) askWhere(button);
  });

  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.target !== list()) return;
    unfolded = Array.from(list().querySelectorAll("details[open]")).map(function (fold) { return fold.id; });
  });

  document.addEventListener("htmx:afterSettle", function (event) {
    if (event.detail.elt !== list()) return;
    unfolded.forEach(function (id) {
      var fold = document.getElementById(id);
      if (fold) fold.open = true;
    });
    showNearMe();
    var count = document.getElementById("results-count");
    say(count.textContent);
    if (document.activeElement === document.body) count.focus({ preventScroll: true });
  });

  showNearMe();
})();
