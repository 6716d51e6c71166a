// The page of a fair's day: notes who is there with or without a network, sends what was kept, finds by name and by code.
// Without this script every button is a plain form.
(function () {
  "use strict";

  var root = document.getElementById("day");
  if (!root) return;
  var SOON = 15000;
  var LATER = 60000;
  var MOST = 100;
  var rows = new Map(Array.from(root.querySelectorAll("[data-application]"), function (row) {
    return [Number(row.dataset.application), row];
  }));
  var token = root.querySelector("[name=csrfmiddlewaretoken]").value;
  var day = root.dataset.day;
  var queue, timer;
  var sending = null;

  // What is shown

  function words(name) {
    return root.querySelector('[data-say="' + name + '"]').content;
  }

  function say(name, number) {
    return words(name).textContent.trim().replace("{number}", number);
  }

  function clock(at) {
    return new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
  }

  function show(row, seen, line) {
    var state = row.querySelector("[data-state]");
    row.dataset.seen = seen;
    state.replaceChildren(words(seen).cloneNode(true), line ? " " + line : "");
    row.querySelectorAll("[data-notes]").forEach(function (form) {
      form.hidden = form.dataset.notes.split(" ").indexOf(seen) < 0;
    });
  }

  function showPlace(place) {
    var row = rows.get(place.application);
    if (!row) return;
    row.dataset.note = place.id || "";
    row.querySelector("[data-stand]").textContent = place.stand || "–";
    show(row, place.seen, place.at ? clock(place.at) + (place.by ? " · " + place.by : "") : "");
  }

  function showNote(note) {
    var row = rows.get(note.application);
    if (!row || note.day !== day) return;
    row.dataset.note = note.seen === "undo" ? "" : note.id;
    show(row, note.seen === "undo" ? "waiting" : note.seen, clock(note.at) + " · " + say("kept"));
  }

  function count() {
    root.querySelectorAll("[data-count]").forEach(function (place) {
      place.textContent = Array.from(rows.values()).filter(function (row) { return row.dataset.seen === place.dataset.count; }).length;
    });
  }

  function tell(state, text) {
    var line = root.querySelector("[data-network]");
    line.hidden = false;
    line.dataset.network = state;
    if (line.textContent !== text) line.textContent = text;
  }

  function tellWaiting(number) {
    if (!navigator.onLine) tell("offline", number === 0 ? say("offline") : say(number === 1 ? "offline-one" : "offline-many", number));
    else if (number === 0) tell("saved", say("online"));
    else tell("waiting", say(number === 1 ? "waiting-one" : "waiting-many", number));
  }

  function tellOutcomes(outcomes) {
    outcomes.forEach(function (outcome) {
      if (outcome.outcome !== "known" && outcome.outcome !== "refused") return;
      var line = document.createElement("p");
      line.className = "message message--" + (outcome.outcome === "known" ? "warning" : "error");
      line.textContent = outcome.message;
      root.querySelector("[data-told]").append(line);
    });
  }

  // Noting and sending

  function identifier() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    var hex = Array.from(bytes, function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  async function note(row, seen) {
    var made = {
      id: seen === "undo" ? row.dataset.note : identifier(),
      application: Number(row.dataset.application), seen: seen, day: day, at: new Date().toISOString(),
    };
    await queue.add(made);
    showNote(made);
    count();
    root.querySelector("[data-told]").replaceChildren();
    await sync();
  }

  async function freshToken() {
    var answer = await fetch(root.dataset.scope, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return "";
    var page = new DOMParser().parseFromString(await answer.text(), "text/html");
    var field = page.querySelector("#day [name=csrfmiddlewaretoken]");
    return field ? field.value : "";
  }

  function ask(notes) {
    if (!notes.length) return fetch(root.dataset.sync + "?day=" + day, { credentials: "same-origin" });
    return fetch(root.dataset.sync, {
      method: "POST", credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ notes: notes.map(function (kept) {
        return { id: kept.id, application: kept.application, seen: kept.seen, day: kept.day, at: kept.at };
      }) }),
    });
  }

  async function exchange() {
    var waiting = await queue.all();
    if (!navigator.onLine) return waiting.length;
    if (waiting.length) tell("waiting", say("sending"));
    var batch = waiting.slice(0, MOST);
    var answer = await ask(batch);
    if (answer.status === 401 || answer.status === 403) {
      // The key of the page may be older than the sign-in.
      token = await freshToken();
      if (token) answer = await ask(batch);
      if (!token || !answer.ok) throw new Error("signed-out");
    }
    if (!answer.ok) throw new Error("later");
    var told = await answer.json();
    await queue.remove(batch.map(function (kept) { return kept.key; }));
    var left = await queue.all();
    if (told.day === day) told.places.forEach(showPlace);
    left.forEach(showNote);
    tellOutcomes(told.outcomes);
    count();
    return left.length;
  }

  async function attempt() {
    var left;
    try {
      do left = await exchange();
      while (left && navigator.onLine);
      tellWaiting(left);
    } catch (error) {
      left = (await queue.all()).length;
      if (error.message === "signed-out") tell("offline", say("signed-out"));
      else tellWaiting(left);
    }
    clearTimeout(timer);
    timer = setTimeout(sync, left ? SOON : LATER);
  }

  // One at a time: a note that comes while others are sent is sent right after them.
  function sync() {
    var before = sending || Promise.resolve();
    var mine = before.then(attempt).finally(function () { if (sending === mine) sending = null; });
    sending = mine;
    return mine;
  }

  // Finding

  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ς/g, "σ").trim();
  }

  function find(text) {
    var wanted = fold(text).split(/\s+/);
    var found = 0;
    rows.forEach(function (row) {
      row.hidden = !wanted.every(function (word) { return row.dataset.words.indexOf(word) >= 0; });
      if (!row.hidden) found += 1;
    });
    root.querySelector("[data-none]").hidden = found > 0;
  }

  function rowOfCode(address) {
    var found = /\/day\/in\/([^/]+)\//.exec(address);
    return found && Array.from(rows.values()).find(function (row) { return row.dataset.token === decodeURIComponent(found[1]); });
  }

  // Without a network the address of a code brings the whole list: show the one that was scanned.
  function showScanned() {
    if (!/\/day\/in\//.test(location.pathname) || rows.size === 1) return;
    var scanned = rowOfCode(location.pathname);
    if (!scanned) return tellOutcomes([{ outcome: "refused", message: say("unknown-code") }]);
    rows.forEach(function (row) { row.hidden = row !== scanned; });
  }

  // The camera, where the browser reads codes by itself

  async function scan() {
    var dialog = root.querySelector("[data-scanner]");
    var video = dialog.querySelector("video");
    var line = dialog.querySelector("[data-scanned]");
    var detector = new BarcodeDetector({ formats: ["qr_code"] });
    var stream, last;
    line.textContent = "";
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch (error) {
      return tellOutcomes([{ outcome: "refused", message: say("no-camera") }]);
    }
    dialog.showModal();
    video.srcObject = stream;
    await video.play();
    dialog.addEventListener("close", function () {
      stream.getTracks().forEach(function (track) { track.stop(); });
      stream = null;
    }, { once: true });
    (async function look() {
      if (!stream) return;
      var codes = await detector.detect(video).catch(function () { return []; });
      if (codes.length && codes[0].rawValue !== last) {
        last = codes[0].rawValue;
        var row = rowOfCode(last);
        if (row && row.dataset.seen !== "present") note(row, "present");
        line.textContent = row ? row.querySelector(".day-row__name").textContent + ": " + say("present") : say("unknown-code");
        if (navigator.vibrate) navigator.vibrate(row ? 80 : [80, 80, 80]);
      }
      setTimeout(look, 250);
    })();
  }

  // Beginning

  function today() {
    var now = new Date();
    return now.getFullYear() + "-" + String(now.getMonth() + 1).padStart(2, "0") + "-" + String(now.getDate()).padStart(2, "0");
  }

  // A page that was kept overnight still shows yesterday.
  function turnToToday() {
    if (location.search || today() === day || root.dataset.days.split(" ").indexOf(today()) < 0) return;
    day = today();
    rows.forEach(function (row) {
      row.dataset.note = "";
      show(row, "waiting", "");
    });
  }

  function listen() {
    root.addEventListener("submit", function (event) {
      var row = event.target.closest("[data-application]");
      if (!row || !event.submitter) return;
      event.preventDefault();
      note(row, event.submitter.value);
    });
    window.addEventListener("online", sync);
    window.addEventListener("offline", sync);
    document.addEventListener("visibilitychange", function () { if (!document.hidden) sync(); });
    var search = root.querySelector("[data-search]");
    if (search) {
      search.hidden = false;
      search.querySelector("input").addEventListener("input", function (event) { find(event.target.value); });
    }
    var button = root.querySelector("[data-scan]");
    if (button && "BarcodeDetector" in window && navigator.mediaDevices) {
      button.hidden = false;
      root.querySelector("[data-no-scan]").hidden = true;
      button.addEventListener("click", scan);
      root.querySelector("[data-close]").addEventListener("click", function () { root.querySelector("[data-scanner]").close(); });
    }
  }

  async function begin() {
    if ("serviceWorker" in navigator) {
      navigator.serviceWorker.register(root.dataset.worker, { scope: root.dataset.scope }).catch(function () {});
    }
    if (!("open" in root.dataset)) return;
    try {
      queue = await window.fairDayQueue(root.dataset.fair, root.dataset.person);
    } catch (error) {
      return; // Nothing can be kept here: the plain forms do it.
    }
    turnToToday();
    (await queue.all()).forEach(showNote);
    count();
    showScanned();
    listen();
    sync();
  }

  begin();
})();
