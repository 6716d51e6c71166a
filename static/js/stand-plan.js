// The editor of the stand plan: stands are dragged, pushed with the arrow keys and resized at their corner; the number fields
// below follow, and are what is saved. Without this script the number fields and the form of each stand do everything.
(function () {
  "use strict";

  var form = document.querySelector("[data-plan-form]");
  var frame = document.querySelector("[data-plan-editor]");
  if (!form || !frame) return;

  var STEP = 0.5;
  var FINE = 0.1;
  var LEAST = 0.5;
  var NAMES = ["x", "y", "frontage", "depth"];
  var PUSH = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  var drawing = frame.querySelector("svg");
  var status = document.querySelector("[data-plan-status]");
  var undoButton = document.querySelector("[data-plan-undo]");
  var done = [];
  var handle = null;
  var drag = null;
  var hasChanged = false;

  frame.classList.add("stand-plan--edited");
  document.querySelectorAll("[data-needs-script]").forEach(function (element) { element.hidden = false; });

  function fieldOf(key, name) {
    return form.querySelector("[data-" + name + '="' + key + '"]');
  }

  function standOf(key) {
    return drawing.querySelector('[data-stand="' + key + '"]');
  }

  function placeOf(key) {
    var place = {};
    NAMES.forEach(function (name) { place[name] = Number(fieldOf(key, name).value) || 0; });
    return place;
  }

  function rounded(number) {
    return Math.round(number * 10) / 10;
  }

  function draw(key) {
    var place = placeOf(key);
    var stand = standOf(key);
    var rect = stand.querySelector("rect");
    var text = stand.querySelector("text");
    rect.setAttribute("x", place.x);
    rect.setAttribute("y", place.y);
    rect.setAttribute("width", place.frontage);
    rect.setAttribute("height", place.depth);
    text.setAttribute("x", place.x + place.frontage / 2);
    text.setAttribute("y", place.y + place.depth / 2);
    if (handle && handle.dataset.of === key) drawHandle(key);
  }

  function set(key, place) {
    NAMES.forEach(function (name) {
      var least = name === "x" || name === "y" ? 0 : LEAST;
      fieldOf(key, name).value = rounded(Math.max(least, place[name])).toFixed(1);
    });
    draw(key);
    markMoved(key);
  }

  function markMoved(key) {
    var isMoved = NAMES.some(function (name) {
      var field = fieldOf(key, name);
      return Number(field.value) !== Number(field.defaultValue);
    });
    standOf(key).classList.toggle("is-moved", isMoved);
    hasChanged = form.ownerDocument.querySelector(".stand.is-moved") !== null;
  }

  function tell(key) {
    var place = placeOf(key);
    status.textContent = standOf(key).querySelector("text").textContent + ": " + status.dataset.words
      .replace("{x}", place.x).replace("{y}", place.y)
      .replace("{frontage}", place.frontage).replace("{depth}", place.depth);
  }

  function remember(key, place) {
    done.push({ key: key, place: place });
    undoButton.disabled = false;
  }

  function undo() {
    var last = done.pop();
    if (!last) return;
    set(last.key, last.place);
    tell(last.key);
    undoButton.disabled = done.length === 0;
  }

  function drawHandle(key) {
    var place = placeOf(key);
    if (!handle) {
      handle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      handle.setAttribute("class", "stand-plan__handle");
      handle.setAttribute("r", 0.6);
    }
    handle.dataset.of = key;
    handle.setAttribute("cx", place.x + place.frontage);
    handle.setAttribute("cy", place.y + place.depth);
    drawing.appendChild(handle);
  }

  function metresAt(event) {
    var point = new DOMPoint(event.clientX, event.clientY);
    return point.matrixTransform(drawing.getScreenCTM().inverse());
  }

  drawing.addEventListener("pointerdown", function (event) {
    var stand = event.target.closest("[data-stand]");
    var isResizing = event.target === handle;
    if (event.button !== 0 || (!stand && !isResizing)) return;
    var key = isResizing ? handle.dataset.of : stand.dataset.stand;
    event.preventDefault();
    standOf(key).focus({ preventScroll: true });
    drag = { key: key, from: metresAt(event), place: placeOf(key), isResizing: isResizing, hasMoved: false };
    drawing.setPointerCapture(event.pointerId);
  });

  drawing.addEventListener("pointermove", function (event) {
    if (!drag) return;
    var at = metresAt(event);
    var step = event.altKey ? FINE : STEP;
    var right = Math.round((at.x - drag.from.x) / step) * step;
    var down = Math.round((at.y - drag.from.y) / step) * step;
    if (!drag.hasMoved && right === 0 && down === 0) return;
    drag.hasMoved = true;
    var place = Object.assign({}, drag.place);
    place[drag.isResizing ? "frontage" : "x"] += right;
    place[drag.isResizing ? "depth" : "y"] += down;
    set(drag.key, place);
    tell(drag.key);
  });

  function drop() {
    if (!drag) return;
    if (drag.hasMoved) remember(drag.key, drag.place);
    drawHandle(drag.key);
    drag = null;
  }

  drawing.addEventListener("pointerup", function () {
    var isPress = drag && !drag.hasMoved && !drag.isResizing;
    var key = drag && drag.key;
    drop();
    // A press chooses a stand; a second one opens its form.
    if (isPress) tell(key);
  });
  drawing.addEventListener("pointercancel", drop);
  drawing.addEventListener("dragstart", function (event) { event.preventDefault(); });
  drawing.addEventListener("click", function (event) {
    // Pressed with the keyboard a link opens; with the pointer it was chosen or moved.
    if (event.detail > 0 && event.target.closest("[data-stand]")) event.preventDefault();
  });
  drawing.addEventListener("dblclick", function (event) {
    var stand = event.target.closest("a[data-stand]") || (handle && standOf(handle.dataset.of));
    if (stand) window.location.href = stand.href.baseVal;
  });

  drawing.addEventListener("keydown", function (event) {
    var stand = event.target.closest("[data-stand]");
    var push = PUSH[event.key];
    if (!stand || !push || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    var key = stand.dataset.stand;
    var step = event.altKey ? FINE : STEP;
    var place = placeOf(key);
    remember(key, Object.assign({}, place));
    place[event.shiftKey ? "frontage" : "x"] += push[0] * step;
    place[event.shiftKey ? "depth" : "y"] += push[1] * step;
    set(key, place);
    drawHandle(key);
    tell(key);
  });

  document.addEventListener("keydown", function (event) {
    var isTyping = event.target.closest("input, textarea, select") !== null;
    if (isTyping || event.code !== "KeyZ" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    undo();
  });
  undoButton.addEventListener("click", undo);

  form.addEventListener("input", function (event) {
    var name = NAMES.find(function (one) { return event.target.hasAttribute("data-" + one); });
    if (!name) return;
    var key = event.target.getAttribute("data-" + name);
    draw(key);
    markMoved(key);
  });
  form.addEventListener("submit", function () { hasChanged = false; });
  window.addEventListener("beforeunload", function (event) {
    if (hasChanged) event.preventDefault();
  });

  form.querySelectorAll("[data-x]").forEach(function (field) {
    draw(field.dataset.x);
    markMoved(field.dataset.x);
  });
})();
