import { foldForSearch } from "@dostyk/kernel";
import { kilometres } from "./kilometres.ts";
import type { PlaceFacts, PlaceWanted } from "./place-data.ts";
import type { Point } from "./profile.ts";

/** A city as the gazetteer has it. */
export type GazetteerCity = {
  readonly id: number;
  readonly name: string;
  readonly country: string;
  readonly population: number;
  readonly location: Point;
};

/** Namesakes further away are other places: gazetteers differ by the size of a town, not of a province. */
const nearbyKm = 30;

/**
 * The cities that are wanted, null for each that is not found for sure: by its number; or by name within its country, the nearest one where the
 * node knows where it lies, and else only where there is no namesake. A wrong Helena would be worse than none.
 */
export function findPlaces(cities: readonly GazetteerCity[], wanted: readonly PlaceWanted[]): (PlaceFacts | null)[] {
  const countries = new Set(wanted.map(({ country }) => country));
  const numbers = new Set(wanted.map(({ geonames }) => geonames));
  const byName = new Map<string, GazetteerCity[]>();
  const byNumber = new Map<number, GazetteerCity>();
  for (const city of cities) {
    if (numbers.has(city.id)) byNumber.set(city.id, city);
    if (!countries.has(city.country)) continue;
    const name = `${city.country} ${foldForSearch(city.name)}`;
    const namesakes = byName.get(name) ?? [];
    namesakes.push(city);
    byName.set(name, namesakes);
  }
  return wanted.map(({ country, names, geonames, location }) => {
    const folded = new Set(names.map((name) => `${country} ${foldForSearch(name)}`));
    const namesakes = [...new Set([...folded].flatMap((name) => byName.get(name) ?? []))];
    const found = geonames === null ? theOne(namesakes, location) : byNumber.get(geonames);
    return found === undefined ? null : { population: found.population === 0 ? null : found.population, location: found.location };
  });
}

function theOne(namesakes: readonly GazetteerCity[], location: Point | null): GazetteerCity | undefined {
  if (location === null) return namesakes.length === 1 ? namesakes[0] : undefined;
  const [nearest] = namesakes
    .map((city) => ({ city, km: kilometres(location, city.location) }))
    .filter(({ km }) => km <= nearbyKm)
    .toSorted((a, b) => a.km - b.km || a.city.id - b.city.id);
  return nearest?.city;
}
