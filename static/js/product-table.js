// The table of all products: the arrow keys go up and down in a column, new rows come without a round trip, and a page with
// unsaved words asks before it is left. Without this script the buttons do everything.
(function () {
  "use strict";

  var form = document.querySelector("[data-product-table]");
  if (!form) return;
  var rows = form.querySelector("[data-rows]");
  var blank = form.querySelector("[data-blank-row]");
  var changed = false;

  function addRow() {
    var taken = Array.from(rows.querySelectorAll('[name="row"]'), function (field) {
      return field.value.charAt(0) === "n" ? Number(field.value.slice(1)) : 0;
    });
    var key = "n" + (Math.max.apply(null, taken.concat(0)) + 1);
    var row = blank.content.cloneNode(true);
    row.querySelectorAll("[id], [name]").forEach(function (field) {
      if (field.id) field.id = field.id.replace(/^n0-/, key + "-");
      if (field.name) field.name = field.name.replace(/^n0-/, key + "-");
    });
    row.querySelector('[name="row"]').value = key;
    rows.appendChild(row);
    document.getElementById(key + "-name").focus();
  }

  form.querySelector("[data-more]").addEventListener("click", function (event) {
    event.preventDefault();
    addRow();
  });

  rows.addEventListener("keydown", function (event) {
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || event.altKey || event.ctrlKey || event.metaKey) return;
    var field = event.target;
    // In a select the arrows choose, and in the list of units they choose as well.
    if (field.tagName !== "INPUT" || field.type !== "text" || field.list) return;
    var row = field.closest("tr");
    var next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
    var name = field.name.slice(field.name.indexOf("-"));
    var target = next && next.querySelector('[name$="' + name + '"]');
    if (!target) return;
    event.preventDefault();
    target.focus();
    target.select();
  });

  form.addEventListener("input", function () { changed = true; });
  form.addEventListener("submit", function () { changed = false; });
  window.addEventListener("beforeunload", function (event) {
    if (changed) event.preventDefault();
  });
})();
