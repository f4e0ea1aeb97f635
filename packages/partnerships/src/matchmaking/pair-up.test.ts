import { runNow } from "@dostyk/scoring";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { forbidden } from "./admissible.ts";
import { fitUnits, wholeFit } from "./fit.ts";
import { aProfile, tiesTo } from "./invented.ts";
import { pairUp, type Pairings } from "./pair-up.ts";
import type { PairingProblem } from "./pairing-problem.ts";
import type { Profile } from "./profile.ts";
import { profiles, weightings } from "./testing.ts";
import { usualWeights } from "./weights.ts";

const run = (problem: PairingProblem): Pairings => runNow(pairUp(problem));

const side = (prefix: string, most: number) =>
  fc.array(profiles(), { maxLength: most }).map((all) => all.map((one, at): Profile => ({ ...one, id: `${prefix}${at}` })));
const saidSo = fc.array(fc.record({ seeker: fc.constantFrom("n0", "n1", "n2"), donor: fc.constantFrom("o0", "o1", "o2") }), {
  maxLength: 3,
});
const problems = fc.record<PairingProblem>({
  seekers: side("n", 3),
  donors: side("o", 3),
  weights: weightings,
  forbidden: saidSo,
  threshold: fc.constantFrom(0, 0.4, 0.6),
  fair: fc.boolean(),
});

/** What a plan is compared by: seekers served and the smallest fit where it is fair, then the total. */
type Worth = readonly [served: number, smallest: number, total: number];

/** The best of all plans there are, each looked at. */
function bestByForce({ seekers, donors, weights, forbidden: said = [], threshold = 0, fair = false }: PairingProblem): Worth {
  const free = seekers.flatMap((seeker) =>
    donors.flatMap((donor) => {
      const never = forbidden(seeker, donor) || said.some((one) => one.seeker === seeker.id && one.donor === donor.id);
      const units = fitUnits(seeker, donor, weights);
      return never || units < threshold * wholeFit ? [] : [{ seeker, donor, units }];
    }),
  );
  let best: Worth = [0, 0, 0];
  for (let plan = 1; plan < 2 ** free.length; plan += 1) {
    const chosen = free.filter((_, at) => (plan >> at) & 1);
    const within = [...seekers, ...donors].every(
      (one) => chosen.filter(({ seeker, donor }) => one === seeker || one === donor).length <= one.most,
    );
    if (!within) continue;
    const total = chosen.reduce((sum, { units }) => sum + units, 0);
    const smallest = Math.min(...chosen.map(({ units }) => units));
    const worth: Worth = fair ? [new Set(chosen.map(({ seeker }) => seeker)).size, smallest, total] : [0, 0, total];
    if (better(worth, best)) best = worth;
  }
  return best;
}

function better(a: Worth, b: Worth): boolean {
  const at = a.findIndex((value, place) => value !== b[place]);
  return at >= 0 && a[at]! > b[at]!;
}

function worthOf({ pairs, total, smallest }: Pairings, fair: boolean): Worth {
  const units = (one: number) => Math.round(one * wholeFit);
  return fair ? [new Set(pairs.map(({ seeker }) => seeker)).size, units(smallest ?? 0), units(total)] : [0, 0, units(total)];
}

describe("pairUp()", () => {
  it("makes the best of all plans, fair or not", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        expect(worthOf(run(problem), problem.fair ?? false)).toEqual(bestByForce(problem));
      }),
      { numRuns: 300 },
    );
  });

  it("keeps capacities, forbidden pairs and the threshold", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { pairs } = run(problem);
        const { seekers, donors } = problem;
        expect(new Set(pairs.map(({ seeker, donor }) => `${seeker} ${donor}`)).size).toBe(pairs.length);
        for (const { id, most } of [...seekers, ...donors])
          expect(pairs.filter(({ seeker, donor }) => seeker === id || donor === id).length).toBeLessThanOrEqual(most);
        for (const { seeker, donor, fit } of pairs) {
          expect(fit).toBeGreaterThanOrEqual(problem.threshold ?? 0);
          expect(problem.forbidden).not.toContainEqual({ seeker, donor });
          expect(
            forbidden(
              seekers.find(({ id }) => id === seeker)!,
              donors.find(({ id }) => id === donor)!,
            ),
          ).toBe(false);
        }
      }),
    );
  });

  it("makes the same plan of the same input in any order, and again", () => {
    fc.assert(
      fc.property(problems, fc.nat(), (problem, turn) => {
        const turned = <T>(all: readonly T[]) => all.toReversed().toSorted((_a, _b) => (turn % 2 === 0 ? 0 : -1));
        const other = {
          ...problem,
          seekers: turned(problem.seekers),
          donors: turned(problem.donors),
          forbidden: problem.forbidden?.toReversed(),
        };
        expect(run(other)).toEqual(run(problem));
        expect(run(problem)).toEqual(run(problem));
      }),
    );
  });

  it("never finds more because a further pair is forbidden", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { total, pairs } = run({ ...problem, fair: false });
        for (const { seeker, donor } of pairs) {
          const without = run({ ...problem, fair: false, forbidden: [...(problem.forbidden ?? []), { seeker, donor }] });
          expect(without.total).toBeLessThanOrEqual(total);
        }
      }),
    );
  });

  it("has a reason for everyone left over, and for nobody else", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { pairs, leftOver } = run(problem);
        const { seekers, donors } = problem;
        const paired = new Set(pairs.flatMap(({ seeker, donor }) => [seeker, donor]));
        expect(leftOver.map(({ id }) => id).toSorted()).toEqual(
          [...seekers, ...donors].map(({ id }) => id).filter((id) => !paired.has(id)),
        );
        for (const { reason, best, by, id } of leftOver) {
          if (reason === "OUT_COMPETED") {
            // Whom they would have fitted has no room, and those named are why.
            const other = [...seekers, ...donors].find((one) => one.id === best?.id);
            expect(by).toHaveLength(other?.most ?? 0);
            expect(by).not.toContain(id);
          } else expect(by).toEqual([]);
          if (reason === "BELOW_FAIR_LEVEL") expect(problem.fair).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("says why each is left over", () => {
    const health = { themes: ["health"] };
    const problem: PairingProblem = {
      weights: { THEMES: 1, SIZE: 0, LANGUAGES: 0, CAPACITY: 0, TIES: 0, DISTANCE: 0 },
      threshold: 0.6,
      seekers: [
        aProfile("closed", { ...health, most: 0 }),
        aProfile("lucky", { ...health, placeId: "l", ties: tiesTo() }),
        aProfile("other theme", { themes: ["water"] }),
        aProfile("partner", { ...health, placeId: "p", ties: tiesTo({ live: ["d"] }) }),
        aProfile("unlucky", { themes: ["health", "housing", "water"].slice(0, 1) }),
      ],
      donors: [aProfile("donor", { ...health, placeId: "d" })],
    };
    const { pairs, leftOver } = run(problem);
    expect(pairs.map(({ seeker, donor, fit }) => ({ seeker, donor, fit }))).toEqual([{ seeker: "lucky", donor: "donor", fit: 1 }]);
    expect(leftOver).toEqual([
      { id: "closed", side: "NEED", reason: "NO_CAPACITY", best: null, by: [] },
      { id: "other theme", side: "NEED", reason: "BELOW_THRESHOLD", best: { id: "donor", fit: 0 }, by: [] },
      { id: "partner", side: "NEED", reason: "NOBODY_ADMISSIBLE", best: null, by: [] },
      { id: "unlucky", side: "NEED", reason: "OUT_COMPETED", best: { id: "donor", fit: 1 }, by: ["lucky"] },
    ]);
  });

  it("serves more seekers, and the worst served better, when it is fair", () => {
    const [two, one] = [["a", "b"], ["a"]];
    const problem: PairingProblem = {
      weights: { THEMES: 1, SIZE: 0, LANGUAGES: 0, CAPACITY: 0, TIES: 0, DISTANCE: 0 },
      threshold: 0.4,
      seekers: [aProfile("broad", { themes: two }), aProfile("narrow", { themes: ["a", "b", "c"].slice(0, 2), placeId: "x", most: 1 })],
      donors: [aProfile("all", { themes: two, most: 1 }), aProfile("half", { themes: one, placeId: "x", most: 1 })],
    };
    // "narrow" and "half" are one place: only "all" can serve "narrow".
    expect(run({ ...problem, fair: true }).pairs.map(({ seeker, donor }) => `${seeker} ${donor}`)).toEqual(["broad half", "narrow all"]);
    expect(run({ ...problem, fair: true }).smallest).toBe(0.5);
  });

  it.each([
    ["an id that is used twice", { seekers: [aProfile("a")], donors: [aProfile("a")] }, "donors.a: It is named twice. Name it once."],
    ["half a partner", { seekers: [aProfile("a", { most: 0.5 })], donors: [] }, "seekers.a.most: It takes a whole number"],
    ["a threshold above 1", { seekers: [], donors: [], threshold: 1.1 }, "threshold: A threshold is a number from 0 to 1."],
    [
      "more than a thousand",
      { seekers: Array.from({ length: 1_001 }, (_, at) => aProfile(`${at}`)), donors: [] },
      "At most 1000 are paired",
    ],
  ])("refuses %s", (_what, problem, message) => {
    expect(() => pairUp({ weights: usualWeights, ...problem })).toThrow(message);
  });

  it("pairs nobody where there is nobody", () => {
    expect(run({ weights: usualWeights, seekers: [], donors: [aProfile("a")] })).toEqual({
      pairs: [],
      total: 0,
      smallest: null,
      leftOver: [{ id: "a", side: "OFFER", reason: "NOBODY_ADMISSIBLE", best: null, by: [] }],
    });
  });
});
