// Points on a map: Leaflet over the site's tiles or, without any, over the dots of the municipalities. Leaflet itself is
// asked for when a map comes into sight. Without this script what stands in the frame stays: a drawing, or nothing; the
// list beside the map says the same.
(function () {
  "use strict";
  if (window.pointsMaps) return;

  var COUNTRY = [[34.5, 19.2], [41.9, 29.8]];
  var ROOM = [[31, 14], [45, 36]];
  var PAUSE = 250;
  var NAMES_FROM = 9;
  var FINEST = 18;
  var LETTER = 7;
  var LINE = 18;
  var drawn = new Map();
  var loading = {};

  function load(tag, attributes) {
    var key = attributes.src || attributes.href;
    loading[key] = loading[key] || new Promise(function (done, failed) {
      var element = Object.assign(document.createElement(tag), attributes);
      element.onload = done;
      element.onerror = failed;
      document.head.appendChild(element);
    });
    return loading[key];
  }

  function places(frame) {
    if (frame.dataset.tiles && !frame.dataset.region) return Promise.resolve([]);
    var address = frame.dataset.places;
    loading[address] = loading[address] || fetch(address).then(function (answer) { return answer.json(); });
    return loading[address].then(function (body) { return body.places; });
  }

  function start(frame) {
    var data = frame.dataset;
    Promise.all([
      places(frame),
      load("link", { rel: "stylesheet", href: data.leafletStyle }),
      load("link", { rel: "stylesheet", href: data.style }),
      load("script", { src: data.leaflet }),
    ]).then(function (ready) { drawn.set(frame, draw(frame, ready[0])); }, function () { frame.classList.add("points-map--failed"); });
  }

  function draw(frame, spots) {
    var data = frame.dataset;
    var canvas = frame.querySelector(".points-map__canvas");
    frame.classList.add("points-map--drawn");
    canvas.hidden = false;
    var map = L.map(canvas, {
      minZoom: 5, maxZoom: data.tiles ? 18 : 14, maxBounds: ROOM, zoomSnap: 0.25, zoomControl: false,
      scrollWheelZoom: false, attributionControl: Boolean(data.tiles), fadeAnimation: false,
    });
    L.control.zoom({ zoomInTitle: data.wordIn, zoomOutTitle: data.wordOut }).addTo(map);
    // The wheel scrolls the page until somebody takes hold of the map.
    map.on("focus", function () { map.scrollWheelZoom.enable(); });
    map.on("blur", function () { map.scrollWheelZoom.disable(); });
    look(map, data, spots);
    if (data.tiles) addTiles(map, data);
    else addDots(map, spots);
    if (data.pickLat) addPicker(frame, map);
    else if (data.lat) marker(data.lat, data.lng, "point", data.title, []).addTo(map);
    var reload = data.points ? addPoints(frame, map) : function () {};
    return { map: map, look: function () { look(map, data, spots); }, reload: reload };
  }

  function addTiles(map, data) {
    map.attributionControl.setPrefix(false);
    var attribution = document.createElement("span");
    attribution.textContent = data.attribution;
    L.tileLayer(data.tiles, { attribution: attribution.innerHTML, maxZoom: 18 }).addTo(map);
  }

  // The country of points: each municipality's dot in the colour of its region, with its name once there is room.
  function addDots(map, spots) {
    var dots = spots.map(function (spot) {
      var dot = L.circleMarker([spot[2], spot[3]], { interactive: false, className: "points-map__dot", radius: 3 });
      dot.addTo(map).getElement().setAttribute("data-region", spot[4]);
      return { dot: dot, name: spot[1] };
    });
    // A name that would lie over one already shown waits until somebody comes closer.
    function room(taken, place, name) {
      var at = map.latLngToContainerPoint(place);
      var half = name.length * LETTER / 2;
      if (taken.some(function (one) { return Math.abs(one.x - at.x) < one.half + half && Math.abs(one.y - at.y) < LINE; })) return false;
      taken.push({ x: at.x, y: at.y, half: half });
      return true;
    }

    function fit() {
      var zoom = map.getZoom();
      var view = map.getBounds().pad(0.1);
      var taken = [];
      dots.forEach(function (one) {
        one.dot.setRadius(Math.min(Math.max(2, (zoom - 4) * 1.4), 9));
        var place = one.dot.getLatLng();
        var isNamed = zoom >= NAMES_FROM && view.contains(place) && room(taken, place, one.name);
        if (isNamed && !one.dot.getTooltip()) {
          one.dot.bindTooltip(text(one.name), { permanent: true, direction: "bottom", className: "points-map__name", offset: [0, 12] });
        }
        if (!isNamed && one.dot.getTooltip()) one.dot.unbindTooltip();
      });
    }

    map.on("moveend", fit);
    fit();
  }

  function look(map, data, spots) {
    var own = spots.filter(function (spot) { return spot[4] === data.region; });
    if (data.box) return map.fitBounds(corners(data.box.split(",").map(Number)), { animate: false });
    if (data.lat) return map.setView([data.lat, data.lng], data.tiles ? 15 : 10, { animate: false });
    var bounds = own.length ? own.map(function (spot) { return [spot[2], spot[3]]; }) : COUNTRY;
    map.fitBounds(bounds, { animate: false, padding: [24, 24] });
  }

  function corners(box) {
    return [[box[1], box[0]], [box[3], box[2]]];
  }

  function text(words) {
    var element = document.createElement("span");
    element.textContent = words;
    return element;
  }

  function marker(lat, lng, kind, title, things) {
    var icon = L.divIcon({ className: "point " + kind, iconSize: [28, 28], popupAnchor: [0, -8], html: things.length > 1 ? text(things.length) : "" });
    var made = L.marker([lat, lng], { icon: icon, title: title, alt: title, riseOnHover: true, interactive: things.length > 0, keyboard: things.length > 0 });
    return things.length ? made.bindPopup(function () { return popup(things); }, { minWidth: 180, maxHeight: 220 }) : made;
  }

  function popup(things) {
    var list = document.createElement("ul");
    list.className = "points-map__things";
    things.forEach(function (thing) {
      var item = list.appendChild(document.createElement("li"));
      var link = item.appendChild(document.createElement("a"));
      link.href = thing.url;
      link.textContent = thing.title;
      var line = item.appendChild(text(thing.place || ""));
      line.className = "quiet";
    });
    return list;
  }

  // Points and clusters of the part that is looked at, asked anew whenever it changes.
  function addPoints(frame, map) {
    var data = frame.dataset;
    var layer = L.layerGroup().addTo(map);
    var told = frame.querySelector(".points-map__status");
    var here = frame.querySelector(".points-map__here");
    var asked = null;
    var timer = 0;
    var isOpen = false;

    function show(body) {
      layer.clearLayers();
      bySpot(body.points).forEach(function (things) {
        var first = things[0];
        var title = things.map(function (thing) { return thing.title; }).join(", ");
        marker(first.lat, first.lng, "point--" + first.type + (things.length > 1 ? " point--many" : ""), title, things).addTo(layer);
      });
      body.clusters.forEach(function (cluster) { drawCluster(map, layer, cluster, data); });
      told.textContent = data.wordCount.replace("{n}", body.count.toLocaleString(document.documentElement.lang));
    }

    function ask() {
      if (asked) asked.abort();
      asked = new AbortController();
      var joint = data.points.indexOf("?") < 0 ? "?" : "&";
      // Closer than this map goes nothing is clustered: what stands on one spot comes one by one.
      var zoom = map.getZoom() >= map.getMaxZoom() ? FINEST : Math.round(map.getZoom());
      var address = data.points + joint + "bbox=" + boxOf(map, 4) + "&zoom=" + zoom;
      fetch(address, { signal: asked.signal }).then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      }).then(show).catch(function (error) {
        if (error.name !== "AbortError") told.textContent = data.wordFailed;
      });
    }

    // An open balloon moves the map itself: what it belongs to must stay.
    map.on("popupopen", function () { isOpen = true; });
    map.on("popupclose", function () { isOpen = false; });
    map.on("moveend", function () {
      window.clearTimeout(timer);
      if (!isOpen) timer = window.setTimeout(ask, PAUSE);
    });
    map.on("dragend zoomend", function () {
      if (!here || !data.page) return;
      here.href = data.page + (data.page.indexOf("?") < 0 ? "?" : "&") + "bbox=" + boxOf(map, 3);
      here.hidden = false;
    });
    if (here) window.setTimeout(function () { here.hidden = true; }, 0);
    ask();
    return function () {
      if (here) here.hidden = true;
      ask();
    };
  }

  function boxOf(map, digits) {
    var view = map.getBounds();
    return [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()].map(function (side) { return side.toFixed(digits); }).join(",");
  }

  // Things without an address of their own stand on the dot of their municipality, all on one spot.
  function bySpot(points) {
    var spots = new Map();
    points.forEach(function (point) {
      var key = point.lat + " " + point.lng;
      spots.set(key, (spots.get(key) || []).concat([point]));
    });
    return spots;
  }

  function drawCluster(map, layer, cluster, data) {
    var size = Math.round(30 + 7 * Math.log10(cluster.count));
    var icon = L.divIcon({ className: "points-cluster", iconSize: [size, size], html: text(cluster.count.toLocaleString(document.documentElement.lang)) });
    var title = data.wordCluster.replace("{n}", cluster.count);
    L.marker([cluster.lat, cluster.lng], { icon: icon, title: title, alt: title }).on("click", function () {
      var bounds = L.latLngBounds(corners(cluster.bbox));
      var zoom = Math.max(map.getBoundsZoom(bounds.pad(0.1)), map.getZoom() + 1);
      map.setView(bounds.getCenter(), Math.min(zoom, map.getMaxZoom()));
    }).addTo(layer);
  }

  // A form's place: a tap on the map fills the two fields, the fields move the dot.
  function addPicker(frame, map) {
    var lat = document.getElementById(frame.dataset.pickLat);
    var lng = document.getElementById(frame.dataset.pickLng);
    var icon = L.divIcon({ className: "point point--picked", iconSize: [28, 28] });
    var dot = null;

    function put(place) {
      if (!dot) {
        dot = L.marker(place, { icon: icon, draggable: true, keyboard: false }).addTo(map);
        dot.on("dragend", function () { write(dot.getLatLng()); });
      }
      dot.setLatLng(place);
    }

    function write(place) {
      fill(frame, place.lat, place.lng);
    }

    function read() {
      var place = [lat, lng].map(function (field) { return parseFloat(field.value.replace(",", ".")); });
      if (!place.some(isNaN)) put(place);
    }

    map.on("click", function (event) { put(event.latlng); write(event.latlng); });
    [lat, lng].forEach(function (field) { field.addEventListener("change", read); });
    read();
  }

  // Who stands there lets the device say where: the fields are filled also where the map itself could not be drawn.
  function offerPosition(frame) {
    var line = frame.querySelector(".points-map__locate");
    if (!line || !("geolocation" in navigator)) return;
    var button = line.querySelector("button");
    var told = line.querySelector("[role=status]");
    line.hidden = false;
    button.addEventListener("click", function () {
      button.disabled = true;
      told.textContent = "";
      navigator.geolocation.getCurrentPosition(function (answer) {
        button.disabled = false;
        fill(frame, answer.coords.latitude, answer.coords.longitude);
        var shown = drawn.get(frame);
        if (shown) shown.map.setView([answer.coords.latitude, answer.coords.longitude], Math.max(shown.map.getZoom(), 12), { animate: false });
      }, function () {
        button.disabled = false;
        told.textContent = button.dataset.failed;
      }, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
    });
  }

  function fill(frame, lat, lng) {
    var values = [lat.toFixed(5), lng.toFixed(5)];
    var fields = [frame.dataset.pickLat, frame.dataset.pickLng].map(function (id) { return document.getElementById(id); });
    fields.forEach(function (field, number) { field.value = values[number]; });
    fields.forEach(function (field) { field.dispatchEvent(new Event("change", { bubbles: true })); });
  }

  // A list that htmx exchanged says in data-map-for what its map should show now.
  function follow() {
    var list = document.querySelector("[data-map-for]");
    var frame = list && document.getElementById(list.dataset.mapFor);
    if (!frame || frame.dataset.points === list.dataset.points) return;
    Object.assign(frame.dataset, { points: list.dataset.points, page: list.dataset.page, box: list.dataset.box });
    var shown = drawn.get(frame);
    if (!shown) return;
    if (frame.dataset.box) shown.look();
    shown.reload();
  }

  var seen = new IntersectionObserver(function (entries) {
    entries.filter(function (entry) { return entry.isIntersecting; }).forEach(function (entry) {
      seen.unobserve(entry.target);
      start(entry.target);
    });
  });

  function watch() {
    document.querySelectorAll("[data-points-map]:not([data-watched])").forEach(function (frame) {
      frame.dataset.watched = "";
      seen.observe(frame);
      offerPosition(frame);
    });
  }

  window.pointsMaps = { of: function (frame) { return drawn.get(frame); } };
  document.addEventListener("htmx:afterSettle", function () { watch(); follow(); });
  watch();
})();
