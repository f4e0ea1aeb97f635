import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidates } from "./candidates.ts";
import { type FactorName, factorNames } from "./factors.ts";
import { fit, fitUnits, wholeFit } from "./fit.ts";
import { aProfile, tiesTo } from "./invented.ts";
import { kilometres } from "./kilometres.ts";
import type { Profile } from "./profile.ts";
import { profiles, weightings } from "./testing.ts";
import { NothingWouldCount, requireWeights, usualWeights } from "./weights.ts";

const pavlodar = { latitude: 52.3, longitude: 76.95 };
const helena = { latitude: 46.5927, longitude: -112.0361 };

const contribution = (name: FactorName, seeker: Partial<Profile>, donor: Partial<Profile>) =>
  fit(aProfile("n", seeker), aProfile("o", donor), usualWeights).contributions.find(({ factor }) => factor === name);

describe("a factor", () => {
  it.each<[string, FactorName, Partial<Profile>, Partial<Profile>, number]>([
    ["themes: the share of what is sought that is offered", "THEMES", { themes: ["a", "b", "c", "d"] }, { themes: ["b", "x", "y"] }, 0.25],
    ["themes: an offer of more is no worse", "THEMES", { themes: ["a"] }, { themes: ["a", "b", "c"] }, 1],
    ["size: alike is best where nobody says what is wanted", "SIZE", { population: 30_000 }, { population: 30_000 }, 1],
    ["size: ten times as many is nothing", "SIZE", { population: 10_000 }, { population: 100_000 }, 0],
    ["size: by the logarithm between", "SIZE", { population: 100_000 }, { population: 10_000 * 10 ** 0.5 }, 0.5],
    ["size: inside what is wanted", "SIZE", { sizeWanted: { least: 1_000, most: null } }, { population: 10_000_000 }, 1],
    ["size: below what is wanted", "SIZE", { sizeWanted: { least: 100_000, most: null } }, { population: 10_000 * 10 ** 0.5 }, 0.5],
    ["languages: one in common is enough", "LANGUAGES", { languages: ["kk", "ru"] }, { languages: ["en", "ru-KZ"] }, 1],
    ["languages: none in common", "LANGUAGES", { languages: ["kk"] }, { languages: ["en"] }, 0],
    ["capacity: the share that can be hosted", "CAPACITY", { people: 10 }, { people: 4 }, 0.4],
    ["capacity: room for more is no better", "CAPACITY", { people: 10 }, { people: 400 }, 1],
    ["ties: an earlier partnership", "TIES", { ties: tiesTo({ past: ["h"] }) }, { placeId: "h", ties: tiesTo() }, 1],
    ["ties: one with the other's country", "TIES", { ties: tiesTo(), country: "KZ" }, { ties: tiesTo({ countries: ["KZ"] }) }, 0.5],
    ["ties: none", "TIES", { ties: tiesTo() }, { placeId: "h", country: "US", ties: tiesTo() }, 0],
    ["distance: none is best", "DISTANCE", { location: helena }, { location: helena }, 1],
  ])("%s", (_rule, name, seeker, donor, value) => {
    const found = contribution(name, seeker, donor);
    expect(found?.value).toBeCloseTo(value, 9);
    expect(found).toMatchObject({ counted: found?.value, silent: [] });
  });

  it("takes the great circle for the distance, and half of it for a thousand kilometres", () => {
    expect(kilometres(helena, pavlodar)).toBeCloseTo(kilometres(pavlodar, helena), 9);
    expect(kilometres({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(Math.PI * 6_371.0088, 6);
    const degrees = (1_000 / (Math.PI * 6_371.0088)) * 180;
    const found = contribution("DISTANCE", { location: { latitude: 0, longitude: 0 } }, { location: { latitude: degrees, longitude: 0 } });
    expect(found?.value).toBeCloseTo(0.5, 9);
    expect(found?.measure).toBeCloseTo(1_000, 6);
  });

  it("that is not known counts as one half and says whose word is missing", () => {
    expect(contribution("CAPACITY", {}, { people: 10 })).toMatchObject({ value: null, counted: 0.5, silent: ["NEED"] });
    expect(contribution("THEMES", {}, {})).toMatchObject({ value: null, counted: 0.5, silent: ["NEED", "OFFER"] });
    expect(contribution("SIZE", { sizeWanted: { least: 1, most: 2 } }, {})).toMatchObject({ value: null, silent: ["OFFER"] });
    expect(fit(aProfile("n"), aProfile("o"), usualWeights)).toMatchObject({ fit: 0.5, known: 0 });
  });

  it("says whose number is not the node's own", () => {
    const known = { population: 20_000, location: helena };
    const borrowed = { ...known, borrowed: ["POPULATION", "LOCATION"] as const };
    expect(contribution("SIZE", borrowed, known)?.borrowed).toEqual(["NEED"]);
    expect(contribution("DISTANCE", known, borrowed)?.borrowed).toEqual(["OFFER"]);
    expect(contribution("DISTANCE", {}, borrowed)?.borrowed).toEqual([]);
    expect(contribution("THEMES", { ...borrowed, themes: ["a"] }, { ...borrowed, themes: ["a"] })?.borrowed).toEqual([]);
  });

  it("says what both have in common", () => {
    expect(contribution("THEMES", { themes: ["c", "a", "b"] }, { themes: ["b", "c"] })?.shared).toEqual(["b", "c"]);
    expect(contribution("LANGUAGES", { languages: ["ru"] }, { languages: ["ru-KZ"] })?.shared).toEqual(["ru"]);
  });
});

describe("fit()", () => {
  it("is the weighted mean of what was counted, each between 0 and 1", () => {
    fc.assert(
      fc.property(profiles("n"), profiles("o"), weightings, (seeker, donor, weights) => {
        const { fit: found, known, contributions } = fit(seeker, donor, weights);
        const all = contributions.reduce((sum, { weight }) => sum + weight, 0);
        const mean = contributions.reduce((sum, { weight, counted }) => sum + weight * counted, 0) / all;
        expect(found).toBeCloseTo(mean, 5);
        expect(found).toBe(fitUnits(seeker, donor, weights) / wholeFit);
        for (const { value, counted, silent } of contributions) {
          expect(counted).toBeGreaterThanOrEqual(0);
          expect(counted).toBeLessThanOrEqual(1);
          expect(value === null).toBe(silent.length > 0);
        }
        expect(known).toBeGreaterThanOrEqual(0);
        expect(known).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("asks only for the proportions of weights", () => {
    fc.assert(
      fc.property(profiles("n"), profiles("o"), weightings, (seeker, donor, weights) => {
        const twice = requireWeights(Object.fromEntries(factorNames.map((name) => [name, 2 * weights[name]])));
        expect(fit(seeker, donor, twice).fit).toBeCloseTo(fit(seeker, donor, weights).fit, 5);
      }),
    );
  });
});

describe("requireWeights()", () => {
  it("takes the usual weight where none is given", () => {
    expect(requireWeights({ SIZE: 0, TIES: null })).toEqual({ ...usualWeights, SIZE: 0 });
  });

  it.each([-1, NaN, Infinity, 1_001])("refuses a weight of %d", (weight) => {
    expect(() => requireWeights({ DISTANCE: weight })).toThrow("weights.distance: A weight is a number from 0 to 1000.");
  });

  it("refuses weights of which none counts", () => {
    expect(() => requireWeights(Object.fromEntries(factorNames.map((name) => [name, 0])))).toThrow(NothingWouldCount);
  });
});

describe("candidates()", () => {
  const one = aProfile("need", { placeId: "p", themes: ["a"], ties: tiesTo({ live: ["partner"] }) });

  it("ranks those who may be paired: best first, then the better known, then by id", () => {
    const others = [
      aProfile("z", { themes: ["x"] }),
      aProfile("b"),
      aProfile("a"),
      aProfile("best", { themes: ["a"] }),
      aProfile("home", { placeId: "p", themes: ["a"] }),
      aProfile("friend", { placeId: "partner", themes: ["a"] }),
      aProfile("full", { themes: ["a"], most: 0 }),
    ];
    expect(candidates(one, others, { side: "NEED", weights: usualWeights }).map(({ id }) => id)).toEqual(["best", "a", "b", "z"]);
  });

  it("ranks seekers for a donor with the donor as donor", () => {
    const offer = aProfile("offer", { people: 4 });
    const [first] = candidates(offer, [aProfile("big", { people: 8 }), aProfile("small", { people: 2 })], {
      side: "OFFER",
      weights: usualWeights,
    });
    expect(first).toMatchObject({ id: "small" });
  });

  it("stands the same whatever the order of the others", () => {
    fc.assert(
      fc.property(
        profiles("n"),
        fc.uniqueArray(profiles(), { selector: ({ id }) => id, maxLength: 8 }),
        weightings,
        (need, others, weights) => {
          const ranked = candidates(need, others, { side: "NEED", weights });
          expect(candidates(need, others.toReversed(), { side: "NEED", weights })).toEqual(ranked);
          expect(candidates(need, others.toReversed(), { side: "NEED", weights, first: 2 })).toEqual(ranked.slice(0, 2));
        },
      ),
    );
  });
});
