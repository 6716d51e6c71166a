// Keys for people who decide all day: a approves, r goes to the reason, n to the next. They can be switched off, and
// never act while somebody types. Keys are told by their place, so a Greek keyboard does the same. Without this script
// the buttons do everything.
(function () {
  "use strict";

  var STORE = "decide-keys";
  var shortcuts = document.querySelector("[data-shortcuts]");

  function isOn() {
    return shortcuts !== null && shortcuts.querySelector("input").checked;
  }

  function isTyping(target) {
    return target.closest("input, textarea, select, [contenteditable]") !== null;
  }

  if (shortcuts) {
    var choice = shortcuts.querySelector("input");
    choice.checked = window.localStorage.getItem(STORE) !== "off";
    choice.addEventListener("change", function () {
      window.localStorage.setItem(STORE, choice.checked ? "on" : "off");
    });
    shortcuts.hidden = false;
  }

  document.addEventListener("keydown", function (event) {
    if (!isOn() || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.code === "KeyR") {
      event.preventDefault();
      document.getElementById("id_reason").focus();
      return;
    }
    var deed = document.querySelector('[data-key="' + event.code + '"]');
    if (deed) deed.click();
  });

  var all = document.querySelector("[data-choose-all]");
  if (all) {
    all.hidden = false;
    all.addEventListener("click", function () {
      all.form.querySelectorAll('input[type="checkbox"]').forEach(function (box) {
        box.checked = true;
      });
    });
  }
})();
