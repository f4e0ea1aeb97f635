import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AssignmentGoals, assignJudges } from "./assign-judges.ts";
import { certificateHolds } from "./assignment-feasibility.ts";
import { type AssignmentProblem, prepareAssignment } from "./assignment-problem.ts";
import { AssignmentIsImpossible, AssignmentIsInvalid, type ImpossibleBecause } from "./assignment-refusals.ts";
import { brokenRules } from "./assignment-rules.ts";
import { NotInTheDesign } from "./decision-refusals.ts";
import { drawByLot } from "./draw-by-lot.ts";
import { leastJudged } from "./least-judged.ts";
import { randomStream } from "./random.ts";
import { SettingIsOutOfRange } from "./refusals.ts";
import { everyPlan, grid, someProblem } from "./testing/assignments.ts";

const plain: AssignmentGoals = { seed: "s", balance: 0, mixing: 0 };

/** The plan, or why there is none; a plan keeps every rule, a certificate counts. */
async function ask(problem: AssignmentProblem, goals: AssignmentGoals) {
  const answer = await assignJudges(problem, goals).catch((error: unknown): ImpossibleBecause => {
    if (error instanceof AssignmentIsImpossible) return error.because;
    throw error;
  });
  if ("kind" in answer) {
    if (answer.kind !== "FIXED_REVIEWS_CONTRADICT") expect(certificateHolds(prepareAssignment(problem), answer)).toBe(true);
  } else expect(brokenRules(problem, answer.reviews)).toEqual([]);
  return answer;
}
const most = (numbers: readonly number[]) => Math.max(...numbers);

describe("assignJudges() with k to k + 1 reviews", () => {
  it("gives as few reviews as smallest loads allow, and among those the best, as trying every plan shows", async () => {
    await fc.assert(
      fc.asyncProperty(someProblem, async (small) => {
        // Smaller demand than smallest loads ask for, half of the time.
        const problem = {
          ...small,
          entries: small.entries.slice(0, 3),
          reviews: 1,
          mostReviews: 2,
          pairs: small.pairs.filter(({ entry }) => entry < "e3"),
        };
        const plans = everyPlan(problem);
        const fewest = Math.min(...plans.map(({ reviews }) => reviews.length));
        const best = most(plans.filter(({ reviews }) => reviews.length === fewest).map(({ value }) => value));
        for (const solver of ["FLOW", "HIGHS"] as const) {
          const answer = await ask(problem, { ...plain, solver });
          if (plans.length === 0) expect(answer).toHaveProperty("kind");
          else expect(answer).toMatchObject({ value: best, reviews: { length: fewest } });
        }
      }),
      { numRuns: 30 },
    );
  });

  it("gives a further review only where a smallest load asks for it", async () => {
    const count = async (min: number) =>
      (await assignJudges({ ...grid(6, 4, { min, max: 6 }, 2), mostReviews: 3 }, { seed: "s" })).reviews.length;
    expect(await count(0)).toBe(12);
    expect(await count(4)).toBe(16);
    await expect(count(5)).rejects.toThrow(/must do 20 at least, and there are 18 for them/);
    await expect(assignJudges({ ...grid(6, 4, { min: 0, max: 6 }, 2), mostReviews: 1 }, { seed: "s" })).rejects.toThrow(
      SettingIsOutOfRange,
    );
  });
});

describe("assignJudges() with a bonus for the first expert", () => {
  it("weighs it against expertise as trying every plan does, organisations or not", async () => {
    await fc.assert(
      fc.asyncProperty(someProblem, fc.constantFrom(2, 5, 200), async (problem, bonus) => {
        const best = most(everyPlan(problem).map(({ value, served }) => value + bonus * served(6)));
        for (const solver of ["FLOW", "HIGHS"] as const) {
          const answer = await ask(problem, { ...plain, solver, firstExpert: { from: 6, bonus } });
          if ("kind" in answer) {
            expect(best).toBe(-Infinity);
            continue;
          }
          expect(answer.value + bonus * (problem.entries.length - answer.withoutExpert.length)).toBe(best);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("keeps the expert of an entry when panels are mixed", async () => {
    const problem = grid(12, 8, { min: 3, max: 6 }, 3);
    const pairs = problem.entries.map(({ id }, i) => ({ entry: id, judge: `j${10 + (i % 4)}`, expertise: 80 }));
    const goals = { seed: "s", mixing: 500, firstExpert: { from: 70, bonus: 10_000 } };
    expect((await assignJudges({ ...problem, pairs }, goals)).withoutExpert).toEqual([]);
    expect((await assignJudges({ ...problem, pairs: pairs.slice(1) }, goals)).withoutExpert).toEqual(["e10"]);
  });
});

describe("assignJudges() with judges kept apart", () => {
  it("finds the best of all plans in which they do not meet, or says that there is none", async () => {
    const two = fc.shuffledSubarray(["j0", "j1"], { minLength: 2, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(someProblem, two, fc.boolean(), async (small, pair, more) => {
        const [a = "", b = ""] = pair;
        const apart = [[a, b], ...(more && small.judges.length > 2 ? [["j1", "j2"]] : [])] as [string, string][];
        const problem = { ...small, apart };
        const plans = everyPlan(problem);
        const answer = await ask(problem, plain);
        if (plans.length === 0) expect(answer).toHaveProperty("kind");
        else expect(answer).toMatchObject({ value: most(plans.map(({ value }) => value)) });
      }),
      { numRuns: 40 },
    );
  });

  it("never lets them meet by mixing, nor the worst-served entry pay for it twice", async () => {
    const problem = { ...grid(12, 6, { min: 4, max: 8 }, 2), apart: [["j10", "j11"], ["j12", "j13"]] } as const; // prettier-ignore
    for (const fairness of ["TOTAL", "SMALLEST_FIRST"] as const) {
      const { reviews } = await assignJudges(problem, { seed: "s", mixing: 500, fairness });
      expect(brokenRules(problem, reviews)).toEqual([]);
    }
  });

  it("says who cannot be kept apart, and refuses what makes no sense", async () => {
    const three = { ...grid(2, 3, { min: 0, max: 4 }, 2), apart: [["j10", "j11"], ["j11", "j12"], ["j10", "j12"]] } as const; // prettier-ignore
    await expect(assignJudges(three, { seed: "s" })).rejects.toThrow(/No plan keeps .*j10 and j11.* apart/);
    const forced = {
      ...grid(2, 3, { min: 0, max: 4 }, 2),
      apart: [["j10", "j11"]] as const,
      pairs: ["j10", "j11"].map((judge) => ({ entry: "e10", judge, forced: true })),
    };
    await expect(assignJudges(forced, { seed: "s" })).rejects.toThrow(/j10 and j11, who are kept apart, are both fixed for e10/);
    const wrong = (apart: [string, string]) => assignJudges({ ...three, apart: [apart] }, { seed: "s" });
    await expect(wrong(["j10", "j10"])).rejects.toThrow(AssignmentIsInvalid);
    await expect(wrong(["j10", "x"])).rejects.toThrow(/there is no judge "x"/);
  });
});

describe("assignJudges() by lot", () => {
  it("does not look at expertise or wishes, keeps loads even, and depends on the seed", async () => {
    const problem = grid(10, 5, { min: 0, max: 10 }, 3);
    const pairs = problem.entries.flatMap(({ id }, i) =>
      problem.judges.map((judge, j) => ({ entry: id, judge: judge.id, expertise: (7 * i + 3 * j) % 90 })),
    );
    const drawn = async (seed: string, expert: boolean) =>
      (await assignJudges({ ...problem, pairs: expert ? pairs : [] }, { seed, by: "LOT" })).reviews.map(
        ({ entry, judge }) => `${entry} ${judge}`,
      );
    expect(await drawn("one", true)).toEqual(await drawn("one", false));
    expect(await drawn("one", true)).not.toEqual(await drawn("two", true));
    const { loads } = await assignJudges({ ...problem, pairs }, { seed: "one", by: "LOT" });
    expect(loads.map(({ load }) => load)).toEqual([6, 6, 6, 6, 6]);
  });
});

describe("assignJudges() under a cap on probabilities", () => {
  it("keeps every rule and the cap, reaches by flow what HiGHS does, and says what cap would do", async () => {
    await fc.assert(
      fc.asyncProperty(someProblem, fc.constantFrom(0.34, 0.5, 0.8, 1), async (problem, mostLikely) => {
        const [flow, highs] = [
          await ask(problem, { ...plain, mostLikely, solver: "FLOW" }),
          await ask(problem, { ...plain, mostLikely, solver: "HIGHS" }),
        ];
        if ("kind" in flow || "kind" in highs) {
          expect(flow).toEqual(highs);
          return;
        }
        const worth = new Map(
          problem.pairs.map(({ entry, judge, expertise = 0, preference = 0 }) => [`${entry} ${judge}`, expertise + 60 * preference]),
        );
        const expected = ({ probabilities }: typeof flow) =>
          (probabilities ?? []).reduce(
            (sum, { entry, judge, probability }) => sum + probability * (worth.get(`${entry} ${judge}`) ?? 0),
            0,
          );
        expect(Math.abs(expected(flow) - expected(highs))).toBeLessThan(1e-9);
        for (const { probability } of flow.probabilities ?? []) expect(probability).toBeLessThanOrEqual(mostLikely);
        for (const { entry, judge, origin } of flow.reviews) {
          if (origin === "NEW") expect(flow.probabilities).toContainEqual(expect.objectContaining({ entry, judge }));
        }
        if (mostLikely === 1) expect(flow.value).toBe(most(everyPlan(problem).map(({ value }) => value)));
      }),
      { numRuns: 40 },
    );
  });

  it("chooses each pair as often as it says, and loads next to their expectation", async () => {
    const problem = grid(4, 4, { min: 1, max: 3 }, 2);
    const pairs = problem.entries.flatMap(({ id }, i) =>
      problem.judges.map((judge, j) => ({ entry: id, judge: judge.id, expertise: (5 * i + 3 * j) % 11 })),
    );
    const { probabilities } = await assignJudges({ ...problem, pairs }, { ...plain, mostLikely: 0.6 });
    const prepared = prepareAssignment({ ...problem, pairs });
    const hundredths = new Uint8Array(prepared.judgeOf.length);
    for (const { entry, judge, probability } of probabilities ?? []) {
      hundredths[prepared.entries.indexOf(entry) * 4 + prepared.judges.indexOf(judge)] = Math.round(100 * probability);
    }
    expect(hundredths).toContain(60);
    const draws = 4_000;
    const counts = new Float64Array(hundredths.length);
    const stream = randomStream("s");
    const loads = (plan: Uint8Array) =>
      prepared.judges.map((_, j) => plan.reduce((sum, one, pair) => sum + (prepared.judgeOf[pair] === j ? one : 0), 0));
    const expected = loads(hundredths);
    for (let draw = 0; draw < draws; draw += 1) {
      const chosen = drawByLot(prepared, hundredths, stream);
      chosen.forEach((one, pair) => (counts[pair] = counts[pair]! + one));
      loads(chosen).forEach((load, j) => expect(Math.abs(load - expected[j]! / 100)).toBeLessThan(1));
    }
    counts.forEach((count, pair) => {
      const p = hundredths[pair]! / 100;
      expect(Math.abs(count / draws - p)).toBeLessThan(4.5 * Math.sqrt((p * (1 - p)) / draws) + 1e-12);
    });
  });

  it("refuses a cap that leaves no plan, with the least that does, and caps that cannot be", async () => {
    const problem = grid(4, 4, { min: 0, max: 4 }, 3);
    await expect(assignJudges(problem, { seed: "s", mostLikely: 0.5 })).rejects.toThrow(/likelier than 50 % .* Allow 75 % at least/);
    await expect(assignJudges(problem, { seed: "s", mostLikely: 0 })).rejects.toThrow(SettingIsOutOfRange);
    await expect(assignJudges(problem, { seed: "s", mostLikely: 0.333 })).rejects.toThrow(SettingIsOutOfRange);
    await expect(assignJudges(problem, { seed: "s", mostLikely: 0.8, fairness: "SMALLEST_FIRST" })).rejects.toThrow(AssignmentIsInvalid);
  });
});

describe("leastJudged()", () => {
  const problem = { ...grid(3, 4, { min: 0, max: 2 }, 2), onePerOrganisation: true };
  const given = (...pairs: [string, string][]) => pairs.map(([entry, judge]) => ({ entry, judge, started: false }));

  it("gives the entry with the fewest reviews that the judge may take, until nothing is left", () => {
    const current = given(["e10", "j11"], ["e11", "j12"], ["e10", "j13"]);
    expect(leastJudged({ ...problem, current }, "j10", "s")).toEqual({ entry: "e12", reviews: 0 });
    const conflict = [{ entry: "e12", judge: "j10", conflict: true }];
    expect(leastJudged({ ...problem, current, pairs: conflict }, "j10", "s")).toEqual({ entry: "e11", reviews: 1 });
    // e10 is full, e11 is his already, e12 is in conflict.
    expect(leastJudged({ ...problem, current: [...current, ...given(["e11", "j10"])], pairs: conflict }, "j10", "s")).toBeNull();
    // His largest load is 2.
    expect(leastJudged({ ...problem, current: given(["e10", "j10"], ["e11", "j10"]) }, "j10", "s")).toBeNull();
  });

  it("gives what is forced before all else", () => {
    const pairs = [{ entry: "e10", judge: "j10", forced: true }];
    expect(leastJudged({ ...problem, pairs, current: given(["e10", "j11"]) }, "j10", "s")).toEqual({ entry: "e10", reviews: 1 });
  });

  it("spreads equals by lot, the same for the same seed", () => {
    const drawn = Array.from({ length: 40 }, (_, at) => leastJudged(problem, "j10", `${at}`)?.entry);
    expect(new Set(drawn)).toEqual(new Set(["e10", "e11", "e12"]));
    expect(leastJudged(problem, "j10", "7")).toEqual(leastJudged(problem, "j10", "7"));
    expect(() => leastJudged(problem, "nobody", "s")).toThrow(NotInTheDesign);
  });
});
