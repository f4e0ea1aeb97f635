import { describeWithShared } from "@dostyk/kit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AssignmentGoals, assignJudges } from "./assign-judges.ts";
import { brokenRules } from "./assignment-rules.ts";
import { certificateHolds } from "./assignment-feasibility.ts";
import { type AssignmentProblem, prepareAssignment } from "./assignment-problem.ts";
import { AssignmentIsImpossible, AssignmentIsInvalid, type ImpossibleBecause } from "./assignment-refusals.ts";
import { SettingIsOutOfRange } from "./refusals.ts";
import { everyPlan, grid, someProblem } from "./testing/assignments.ts";
import { recordsOf, referenceFolder } from "./testing/reference-case.ts";

const plain: AssignmentGoals = { seed: "s", balance: 0, mixing: 0 };

type Answer = { value: number; smallest: number } | ImpossibleBecause;
async function ask(problem: AssignmentProblem, goals: AssignmentGoals = plain): Promise<Answer> {
  try {
    const plan = await assignJudges(problem, goals);
    expect(brokenRules(problem, plan.reviews)).toEqual([]);
    return { value: plan.value, smallest: plan.smallestEntryValue };
  } catch (error) {
    if (error instanceof AssignmentIsImpossible) return error.because;
    throw error;
  }
}

describe("assignJudges()", () => {
  it("finds the optimum of trying every plan, by flow and by HiGHS, or a certificate that counts", async () => {
    await fc.assert(
      fc.asyncProperty(someProblem, async (problem) => {
        const plans = everyPlan(problem);
        const flow = await ask(problem);
        if (plans.length === 0) {
          if (!("kind" in flow)) throw new Error("A plan was found where there is none.");
          if (flow.kind !== "FIXED_REVIEWS_CONTRADICT") expect(certificateHolds(prepareAssignment(problem), flow)).toBe(true);
          return;
        }
        const best = Math.max(...plans.map(({ value }) => value));
        expect(flow).toMatchObject({ value: best });
        expect(await ask(problem, { ...plain, solver: "HIGHS" })).toMatchObject({ value: best });
      }),
      { numRuns: 100 },
    );
  });

  it("serves the worst-served entry first when asked, then the total", async () => {
    await fc.assert(
      fc.asyncProperty(someProblem, async (problem) => {
        const plans = everyPlan(problem);
        if (plans.length === 0) return;
        const smallest = Math.max(...plans.map((plan) => plan.smallest));
        const value = Math.max(...plans.filter((plan) => plan.smallest === smallest).map((plan) => plan.value));
        expect(await ask(problem, { ...plain, fairness: "SMALLEST_FIRST" })).toEqual({ value, smallest });
      }),
      { numRuns: 40 },
    );
  });

  it("never gains from a further conflict", async () => {
    await fc.assert(
      fc.asyncProperty(someProblem, fc.nat(24), async (problem, at) => {
        const before = await ask(problem);
        const after = await ask({
          ...problem,
          pairs: problem.pairs.map((pair, n) => (n === at % problem.pairs.length ? { ...pair, conflict: true } : pair)),
        });
        if ("kind" in before) expect(after).toHaveProperty("kind");
        else if (!("kind" in after)) expect(after.value).toBeLessThanOrEqual(before.value);
      }),
      { numRuns: 60 },
    );
  });

  it("does not depend on the order in which entries, judges and pairs are named", async () => {
    await fc.assert(
      fc.asyncProperty(someProblem, async (problem) => {
        const turned = {
          ...problem,
          entries: problem.entries.toReversed(),
          judges: problem.judges.toReversed(),
          pairs: problem.pairs.toReversed(),
        };
        const plan = (one: AssignmentProblem) =>
          assignJudges(one, { seed: "s" }).catch((error: unknown) => (error instanceof AssignmentIsImpossible ? error.because : error));
        expect(JSON.stringify(await plan(turned))).toBe(JSON.stringify(await plan(problem)));
      }),
      { numRuns: 30 },
    );
  });

  it("balances loads to within one review where nothing speaks against it", async () => {
    const { loads } = await assignJudges(grid(10, 4, { min: 0, max: 30 }, 3), { seed: "s" });
    expect(loads.map(({ load }) => load).toSorted((a, b) => a - b)).toEqual([7, 7, 8, 8]);
  });

  it("mixes panels, which makes the design stronger, and answers the same for the same seed", async () => {
    const problem = grid(40, 12, { min: 10, max: 10 });
    const mixed = await assignJudges(problem, { seed: "s" });
    const unmixed = await assignJudges(problem, { seed: "s", mixing: 0 });
    expect(mixed.sharedPanels).toBeLessThan(unmixed.sharedPanels);
    const ratio = ({ design }: typeof mixed) => design.largestContrast[0]?.ratio ?? Infinity;
    expect(ratio(mixed)).toBeLessThan(ratio(unmixed) + 1e-9);
    expect(JSON.stringify(await assignJudges(problem, { seed: "s" }))).toBe(JSON.stringify(mixed));
    expect((await assignJudges(problem, { seed: "another" })).reviews).not.toEqual(mixed.reviews);
  });

  it("keeps mixed plans within the floor of the worst-served entry", async () => {
    const problem = grid(12, 6, { min: 4, max: 8 }, 2);
    const pairs = problem.entries.flatMap(({ id }, i) =>
      problem.judges.map((judge, j) => ({ entry: id, judge: judge.id, expertise: (i * 7 + j * 5) % 11 })),
    );
    const fair = await assignJudges({ ...problem, pairs }, { ...plain, fairness: "SMALLEST_FIRST" });
    const mixed = await assignJudges({ ...problem, pairs }, { seed: "s", fairness: "SMALLEST_FIRST", mixing: 500 });
    expect(mixed.smallestEntryValue).toBeGreaterThanOrEqual(fair.smallestEntryValue);
  });

  it("changes nothing when nothing changed, and moves no started review when something did", async () => {
    const problem = grid(12, 6, { min: 0, max: 8 });
    const first = await assignJudges(problem, { seed: "s" });
    const current = first.reviews.map(({ entry, judge }, at) => ({ entry, judge, started: at % 3 === 0 }));
    const again = await assignJudges({ ...problem, current }, { seed: "other" });
    expect(again.solver).toBe("UNCHANGED");
    expect(again.removed).toEqual([]);
    expect(again.reviews.map(({ entry, judge }) => [entry, judge])).toEqual(first.reviews.map(({ entry, judge }) => [entry, judge]));

    const gone = first.reviews.find((_, at) => at % 3 === 1);
    if (gone === undefined) throw new Error("There is no review to take away.");
    const repaired = await assignJudges(
      { ...problem, current, pairs: [{ entry: gone.entry, judge: gone.judge, conflict: true }] },
      { seed: "s" },
    );
    for (const { entry, judge, started } of current) {
      if (started) expect(repaired.reviews).toContainEqual({ entry, judge, origin: "STARTED", value: 0 });
    }
    expect(repaired.removed).toEqual([{ entry: gone.entry, judge: gone.judge }]);
    expect(repaired.reviews.filter(({ origin }) => origin === "NEW").length).toBe(1);
  });

  it("lets all who may score an anchor, forces what is forced, and asks for a common language", async () => {
    const problem = grid(6, 4, { min: 0, max: 9 }, 2);
    const [first, ...others] = problem.entries;
    const plan = await assignJudges(
      {
        ...problem,
        entries: [
          { id: first?.id ?? "", anchor: true },
          ...others.map(({ id }, at) => ({ id, languages: at === 0 ? ["kk"] : ["kk", "ru"] })),
        ],
        judges: problem.judges.map((judge, at) => ({ ...judge, languages: at < 2 ? ["kk", "en"] : ["ru"] })),
        pairs: [
          { entry: "e10", judge: "j13", conflict: true },
          { entry: "e15", judge: "j12", forced: true },
        ],
      },
      { seed: "s" },
    );
    const panel = (id: string) => plan.reviews.filter(({ entry }) => entry === id).map(({ judge, origin }) => `${judge} ${origin}`);
    expect(panel("e10")).toEqual(["j10 ANCHOR", "j11 ANCHOR", "j12 ANCHOR"]);
    expect(panel("e11")).toEqual(["j10 NEW", "j11 NEW"]);
    expect(panel("e15")).toContain("j12 FORCED");
  });

  it.each<[string, Partial<AssignmentProblem>, RegExp]>([
    [
      "an entry nobody is free for",
      { pairs: ["j10", "j11", "j12"].map((judge) => ({ entry: "e10", judge, conflict: true })) },
      /Entry e10 needs 2 reviews, and only j13 is free for it\./,
    ],
    [
      "too few places for all",
      { judges: ["j10", "j11", "j12", "j13"].map((id) => ({ id, min: 0, max: 1 })) },
      /need 8 reviews; .* have room for 4, and nobody else is free for them: 4 in all/,
    ],
    [
      "more smallest loads than reviews",
      { judges: ["j10", "j11", "j12", "j13"].map((id) => ({ id, min: 3, max: 4 })) },
      /must do 12 at least, and there are 8 for them/,
    ],
    [
      "two of one organisation",
      { onePerOrganisation: true, judges: ["j10", "j11", "j12"].map((id) => ({ id, min: 0, max: 4, organisation: "o" })) },
      /only j10, j11, j12 are free for it, of 1 organisation\./,
    ],
    [
      "a started review in conflict",
      { pairs: [{ entry: "e10", judge: "j10", conflict: true }], current: [{ entry: "e10", judge: "j10", started: true }] },
      /has been started, and they are in conflict/,
    ],
    [
      "more forced than needed",
      { pairs: ["j10", "j11", "j12"].map((judge) => ({ entry: "e10", judge, forced: true })) },
      /More than 2 reviews of e10 are forced/,
    ],
  ])("says in words why it is impossible: %s", async (_, change, message) => {
    await expect(assignJudges({ ...grid(4, 4, { min: 0, max: 4 }, 2), ...change }, { seed: "s" })).rejects.toThrow(message);
  });

  it.each<[Partial<AssignmentProblem>, RegExp]>([
    [{ entries: [] }, /no entry/],
    [{ entries: [{ id: "e10" }, { id: "e10" }] }, /named twice/],
    [{ judges: [{ id: "j", min: 2, max: 1 }] }, /loads from 2 to 1/],
    [{ pairs: [{ entry: "x", judge: "j10" }] }, /Pair 1: there is no entry "x"/],
    [{ pairs: [{ entry: "e10", judge: "j10", expertise: NaN }] }, /expertise is NaN/],
    [
      {
        pairs: [
          { entry: "e10", judge: "j10" },
          { entry: "e10", judge: "j10" },
        ],
      },
      /Pair 2: .* listed already/,
    ],
  ])("refuses %j", async (change, message) => {
    const asked = assignJudges({ ...grid(4, 4, { min: 0, max: 4 }, 2), ...change }, { seed: "s" });
    await expect(asked).rejects.toThrow(AssignmentIsInvalid);
    await expect(asked).rejects.toThrow(message);
  });

  it("refuses goals outside their range, and ends when asked to", async () => {
    await expect(assignJudges(grid(2, 2, { min: 0, max: 2 }, 1), { seed: "s", balance: -1 })).rejects.toThrow(SettingIsOutOfRange);
    const reason = new Error("enough");
    await expect(assignJudges(grid(60, 12, { min: 0, max: 30 }), { seed: "s" }, { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
  });
});

describeWithShared(
  "published assignments",
  (folder) => {
    it("names the entry with two free judges", async () => {
      const pairs = recordsOf(folder, "assign-infeasible-entry", "pairs.csv").map(({ unit = "", judge = "", conflict }) => ({
        entry: unit,
        judge,
        conflict: conflict === "1",
      }));
      const judges = [...new Set(pairs.map(({ judge }) => judge))].map((id) => ({ id, min: 0, max: 8 }));
      const answer = await ask({ reviews: 3, entries: [...new Set(pairs.map(({ entry }) => entry))].map((id) => ({ id })), judges, pairs });
      expect(answer).toMatchObject({ kind: "TOO_FEW_FREE_JUDGES", entry: "e004", needed: 3 });
      expect("free" in answer ? answer.free.length : 0).toBe(2);
    });
  },
  referenceFolder,
);
