// What was noted on this phone and has not reached the platform yet. It outlives the page and the browser.
(function () {
  "use strict";

  function done(request) {
    return new Promise(function (resolve, reject) {
      request.onsuccess = function () { resolve(request.result); };
      request.onerror = function () { reject(request.error); };
    });
  }

  // Resolves to {add(note), all(), remove(keys)}; each person at each fair has a queue of their own.
  window.fairDayQueue = async function (fair, person) {
    var asked = indexedDB.open("fair-day-" + fair + "-" + person, 1);
    asked.onupgradeneeded = function () { asked.result.createObjectStore("notes", { keyPath: "key", autoIncrement: true }); };
    var database = await done(asked);

    function notes(mode) {
      return database.transaction("notes", mode).objectStore("notes");
    }

    return {
      add: function (note) { return done(notes("readwrite").add(note)); },
      all: function () { return done(notes("readonly").getAll()); },
      remove: function (keys) {
        var store = notes("readwrite");
        return Promise.all(keys.map(function (key) { return done(store.delete(key)); }));
      },
    };
  };
})();
