import type { AssignableEntry, AssignableJudge, AssignmentPair, AssignmentProblem, PreparedProblem } from "./assignment-problem.ts";
import { AssignmentIsImpossible } from "./assignment-refusals.ts";

type Known = {
  readonly entries: readonly AssignableEntry[];
  readonly judges: readonly AssignableJudge[];
  readonly entryIndex: ReadonlyMap<string, number>;
  readonly judgeIndex: ReadonlyMap<string, number>;
  readonly known: ReadonlyMap<number, AssignmentPair>;
  readonly free: (i: number, j: number) => boolean;
  readonly organisationOf: Int32Array;
  readonly apartFrom: readonly ReadonlySet<number>[];
};

/** Reviews that are decided already: anchors by all who may, forced ones, started ones. Sorted by entry, then judge. */
export function fixedReviews(
  problem: AssignmentProblem,
  { entries, judges, entryIndex, judgeIndex, known, free, organisationOf, apartFrom }: Known,
) {
  const n = judges.length;
  const origins = new Map<number, "STARTED" | "FORCED" | "ANCHOR">();
  entries.forEach(({ anchor }, i) => {
    if (anchor === true) judges.forEach((_, j) => (free(i, j) ? origins.set(i * n + j, "ANCHOR") : null));
  });
  for (const pair of problem.pairs) {
    if (pair.forced === true) origins.set((entryIndex.get(pair.entry) ?? 0) * n + (judgeIndex.get(pair.judge) ?? 0), "FORCED");
  }
  for (const { entry, judge, started } of problem.current ?? []) {
    const [i, j] = [entryIndex.get(entry), judgeIndex.get(judge)];
    if (started && i !== undefined && j !== undefined) origins.set(i * n + j, "STARTED");
  }
  const fixed = [...origins]
    .map(([key, origin]) => ({
      entry: Math.floor(key / n),
      judge: key % n,
      origin,
      value: valueOf(known.get(key)),
      expertise: known.get(key)?.expertise ?? 0,
    }))
    .toSorted((a, b) => a.entry - b.entry || a.judge - b.judge);

  const organisations = new Map<string, number>();
  for (const { entry, judge, origin } of fixed) {
    const [entryId, judgeId] = [entries[entry]?.id ?? "", judges[judge]?.id ?? ""];
    const said = origin === "STARTED" ? "has been started" : origin === "FORCED" ? "is forced" : "is an anchor's";
    if (known.get(entry * n + judge)?.conflict === true) {
      throw contradiction(entryId, judgeId, `The review of ${entryId} by ${judgeId} ${said}, and they are in conflict. Exclude it first.`);
    }
    if (origin === "ANCHOR" || entries[entry]?.anchor === true) continue;
    const key = `${entry} ${organisationOf[judge]}`;
    const other = organisations.get(key);
    if (other !== undefined) {
      throw contradiction(entryId, judgeId, `${judges[other]?.id} and ${judgeId}, of one organisation, are both fixed for ${entryId}.`);
    }
    organisations.set(key, judge);
    const met = fixed.find((one) => one.entry === entry && one.judge < judge && apartFrom[judge]?.has(one.judge));
    if (met !== undefined) {
      throw contradiction(entryId, judgeId, `${judges[met.judge]?.id} and ${judgeId}, who are kept apart, are both fixed for ${entryId}.`);
    }
  }
  return fixed;
}

/** What entries and judges still need besides the fixed reviews. */
export function whatIsLeft(
  problem: AssignmentProblem,
  entries: readonly AssignableEntry[],
  judges: readonly AssignableJudge[],
  fixed: PreparedProblem["fixed"],
  organisationOf: Int32Array,
) {
  const most = problem.mostReviews ?? problem.reviews;
  const demand = Int32Array.from(entries, ({ anchor }) => (anchor === true ? 0 : problem.reviews));
  const extra = Int32Array.from(entries, ({ anchor }) => (anchor === true ? 0 : most - problem.reviews));
  const loads = new Int32Array(judges.length);
  const usedOrganisations = new Set<string>();
  for (const { entry, judge } of fixed) {
    loads[judge] = loads[judge]! + 1;
    if (entries[entry]?.anchor === true) continue;
    if (demand[entry]! > 0) demand[entry] = demand[entry]! - 1;
    else extra[entry] = extra[entry]! - 1;
    usedOrganisations.add(`${entry} ${organisationOf[judge]}`);
    if (extra[entry]! < 0) {
      const id = entries[entry]?.id ?? "";
      throw contradiction(id, null, `More than ${most} reviews of ${id} are forced or started.`);
    }
  }
  judges.forEach(({ id, max }, j) => {
    if (loads[j]! > max) throw contradiction(null, id, `${loads[j]} reviews of ${id} are fixed, and ${id} takes ${max} at most.`);
  });
  return {
    demand,
    extra,
    min: Int32Array.from(judges, ({ min }, j) => Math.max(0, min - loads[j]!)),
    max: Int32Array.from(judges, ({ max }, j) => max - loads[j]!),
    above: Int32Array.from(judges, ({ min }, j) => Math.max(0, loads[j]! - min)),
    usedOrganisations,
  };
}

function contradiction(entry: string | null, judge: string | null, sentence: string): AssignmentIsImpossible {
  return new AssignmentIsImpossible({ kind: "FIXED_REVIEWS_CONTRADICT", entry, judge, sentence });
}

/** Expertise + 60 * preference: what a review by this judge is worth. */
export function valueOf(pair: AssignmentPair | undefined): number {
  return (pair?.expertise ?? 0) + 60 * (pair?.preference ?? 0);
}
