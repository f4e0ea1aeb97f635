import fc from "fast-check";
import { factorNames } from "./factors.ts";
import { tiesTo } from "./invented.ts";
import type { Profile } from "./profile.ts";
import { requireWeights, type Weights } from "./weights.ts";

const codes = (...among: readonly string[]) => fc.subarray([...among]);
const unknownOr = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null });

/** Profiles of few places, themes and languages, so that they meet often; much of them is not known. */
export function profiles(id?: string): fc.Arbitrary<Profile> {
  return fc.record({
    id: id === undefined ? fc.stringMatching(/^[a-z]{1,4}$/u) : fc.constant(id),
    placeId: unknownOr(fc.constantFrom("p", "q", "r", "s")),
    country: unknownOr(fc.constantFrom("KZ", "US", "PL")),
    themes: codes("health", "housing", "water"),
    languages: codes("en", "ru", "kk", "ru-KZ"),
    population: unknownOr(fc.nat(20_000_000)),
    people: unknownOr(fc.nat(60)),
    location: unknownOr(
      fc.record({ latitude: fc.double({ min: -90, max: 90, noNaN: true }), longitude: fc.double({ min: -180, max: 180, noNaN: true }) }),
    ),
    sizeWanted: unknownOr(fc.record({ least: unknownOr(fc.nat(50_000)), most: unknownOr(fc.integer({ min: 50_000, max: 5_000_000 })) })),
    borrowed: codes("POPULATION", "LOCATION") as fc.Arbitrary<Profile["borrowed"]>,
    ties: unknownOr(fc.record({ live: codes("p", "q"), past: codes("r"), countries: codes("KZ", "US") }).map(tiesTo)),
    most: fc.constantFrom(0, 1, 1, 2),
  });
}

/** Weights of which one at least counts. */
export const weightings: fc.Arbitrary<Weights> = fc
  .tuple(...factorNames.map(() => fc.nat(5)))
  .map((drawn) => requireWeights({ ...Object.fromEntries(factorNames.map((name, at) => [name, drawn[at]])), THEMES: (drawn[0] ?? 0) + 1 }));
