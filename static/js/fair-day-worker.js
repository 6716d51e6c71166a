// Keeps the page of a fair's day and what it is drawn with, so that it opens without a network, too. It is served below
// the address of that page, which is as far as it reaches; what was noted is not its business, that lies in the page's queue.
"use strict";

var LIST = self.registration.scope;
var CACHE = "fair-day:" + LIST;
var PATIENCE = 5000;
var DRAWN_WITH = /\s(?:href|src)="([^"]+\.(?:css|js|svg))"/g;

function isList(response) {
  return response.ok && !response.redirected && response.url === LIST;
}

async function keep(response) {
  var cache = await caches.open(CACHE);
  var text = await response.clone().text();
  var wanted = new Set([LIST]);
  for (var found of text.matchAll(DRAWN_WITH)) wanted.add(new URL(found[1], LIST).href);
  await cache.put(LIST, response);
  await Promise.all(Array.from(wanted).filter(function (address) {
    return address !== LIST && new URL(address).origin === self.location.origin;
  }).map(function (address) { return cache.add(address); }));
  for (var request of await cache.keys()) {
    if (!wanted.has(request.url)) await cache.delete(request);
  }
}

async function fetchList() {
  var response = await fetch(LIST, { credentials: "same-origin" });
  if (isList(response)) await keep(response);
}

async function kept(address) {
  return (await caches.open(CACHE)).match(address);
}

function after(milliseconds, value) {
  return new Promise(function (resolve) { setTimeout(resolve, milliseconds, value); });
}

async function page(event) {
  var copy = await kept(LIST);
  if (copy && !self.navigator.onLine) return copy;
  var answer = fetch(event.request).then(async function (response) {
    if (isList(response)) event.waitUntil(keep(response.clone()));
    // Whoever is signed out, or no longer on duty, keeps no copy either.
    else if (event.request.url === LIST && !response.ok && response.status < 500) await caches.delete(CACHE);
    return response;
  });
  if (!copy) return answer;
  // A network that is there but answers nothing is worse than none.
  return Promise.race([answer.catch(function () { return copy; }), after(PATIENCE, copy)]);
}

async function drawing(request) {
  if (!self.navigator.onLine) return (await kept(request.url)) || Response.error();
  return fetch(request).catch(async function (error) {
    var copy = await kept(request.url);
    if (!copy) throw error;
    return copy;
  });
}

self.addEventListener("install", function (event) {
  event.waitUntil(fetchList().then(function () { return self.skipWaiting(); }));
});

self.addEventListener("activate", function (event) {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", function (event) {
  var request = event.request;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (request.url === LIST || request.url.startsWith(LIST + "in/")) event.respondWith(page(event));
    return;
  }
  if (/\.(?:css|js|svg)$/.test(new URL(request.url).pathname)) event.respondWith(drawing(request));
});
