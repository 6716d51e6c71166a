// A form that htmx saves while somebody types: says so when it can't be saved, and tries again as soon as there is a
// connection. Without this script the button "Save" does it all.
(function () {
  "use strict";

  var form = document.querySelector("form[data-autosave]");
  if (!form) return;
  var isWaiting = false;

  function fail() {
    isWaiting = true;
    var saved = document.getElementById("saved");
    var words = saved.querySelector("[data-failed]") || document.createElement("strong");
    words.setAttribute("data-failed", "");
    words.textContent = form.dataset.autosave;
    saved.append(words);
  }

  function again() {
    if (isWaiting) form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  document.body.addEventListener("htmx:sendError", fail);
  document.body.addEventListener("htmx:responseError", fail);
  document.body.addEventListener("htmx:timeout", fail);
  document.body.addEventListener("htmx:afterSwap", function () {
    isWaiting = false;
  });
  window.addEventListener("online", again);

  // Whoever leaves with words that are not saved is asked first.
  window.addEventListener("beforeunload", function (event) {
    if (isWaiting) event.preventDefault();
  });
  form.addEventListener("submit", function () {
    isWaiting = false;
  });
})();
