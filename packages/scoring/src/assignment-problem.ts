import { keptApart, pairTable, requireLoads, sortedIds } from "./assignment-checks.ts";
import { fixedReviews, valueOf, whatIsLeft } from "./assignment-fixed.ts";
import { requireWhole } from "./refusals.ts";

export type AssignableEntry = {
  readonly id: string;
  /** The languages it can be read in; a judge must know one of them. Absent or empty: anybody can read it. */
  readonly languages?: readonly string[] | undefined;
  /** Scored by all judges who may, to link panels; the rule of one judge per organisation does not hold for it. */
  readonly anchor?: boolean | undefined;
};

export type AssignableJudge = {
  readonly id: string;
  /** Fewest and most reviews, fixed ones included. */
  readonly min: number;
  readonly max: number;
  readonly organisation?: string | undefined;
  /** Absent: reads every language. */
  readonly languages?: readonly string[] | undefined;
};

export type AssignmentPair = {
  readonly entry: string;
  readonly judge: string;
  /** How much the judge knows of the subject, a whole number from 0 to 1,000; 0 when absent. */
  readonly expertise?: number | undefined;
  /** How much the judge wants it, a whole number from -10 to 10; one step is worth 60 of expertise. */
  readonly preference?: number | undefined;
  /** Never assigned, whatever else is said. */
  readonly conflict?: boolean | undefined;
  /** Assigned whatever it costs. */
  readonly forced?: boolean | undefined;
};

/** A review of the present plan. A started one is never moved. */
export type CurrentReview = { readonly entry: string; readonly judge: string; readonly started: boolean };

/** Who may judge what, and how much of it. Plain data: it may travel to another thread as it is. */
export type AssignmentProblem = {
  readonly entries: readonly AssignableEntry[];
  readonly judges: readonly AssignableJudge[];
  /** So many judges for each entry that is not an anchor, exactly, unless `mostReviews` is more. */
  readonly reviews: number;
  /** At most so many; `reviews` when absent. An entry gets more than `reviews` only where judges' smallest loads ask for it. */
  readonly mostReviews?: number | undefined;
  readonly pairs: readonly AssignmentPair[];
  /** Whether a pair that is not listed may be assigned, with expertise 0. ALLOWED when absent. */
  readonly unlisted?: "ALLOWED" | "FORBIDDEN" | undefined;
  readonly onePerOrganisation?: boolean | undefined;
  /** Pairs of judges who never share an entry; anchors aside. */
  readonly apart?: readonly (readonly [string, string])[] | undefined;
  /** The present plan. Reviews of entries or by judges that are not in the problem any more are dropped. */
  readonly current?: readonly CurrentReview[] | undefined;
};

export type ReviewOrigin = "STARTED" | "FORCED" | "ANCHOR" | "KEPT" | "NEW";

/** The problem by indices, with what is fixed beforehand taken out of it. Entries and judges in code-unit order. */
export type PreparedProblem = {
  readonly entries: readonly string[];
  readonly judges: readonly string[];
  readonly fixed: readonly {
    readonly entry: number;
    readonly judge: number;
    readonly origin: "STARTED" | "FORCED" | "ANCHOR";
    readonly value: number;
    readonly expertise: number;
  }[];
  /** Reviews that each entry still needs, and how many more it may get. */
  readonly demand: Int32Array;
  readonly extra: Int32Array;
  /** Fewest and most reviews that each judge still takes, besides the fixed ones. */
  readonly min: Int32Array;
  readonly max: Int32Array;
  /** Fixed reviews of each judge above the judge's minimum. */
  readonly above: Int32Array;
  /** Free pairs of entry i from start[i] up to start[i + 1], judges ascending. */
  readonly start: Int32Array;
  readonly judgeOf: Int32Array;
  /** Expertise + 60 * preference, a whole number. */
  readonly value: Float64Array;
  readonly expertise: Float64Array;
  /** Pairs of one group exclude each other: one organisation at one entry. Groups are numbered from 0. */
  readonly groupOf: Int32Array;
  readonly groups: number;
  /** Index of each judge's organisation, its own for a judge without one; every judge's own where the rule does not hold. */
  readonly organisationOf: Int32Array;
  /** The judges whom each judge must not meet at an entry. */
  readonly apartFrom: readonly ReadonlySet<number>[];
  /** 1 for a free pair that is in the present plan. */
  readonly current: Uint8Array;
};

/**
 * Checks a problem and takes out what is decided already: started and forced reviews, and anchors. Throws AssignmentIsInvalid for ids used
 * twice, unknown or empty, pairs listed twice, and numbers outside their range; AssignmentIsImpossible where fixed reviews contradict a hard
 * rule (a forced or started one in conflict, more of them than the entry needs or the judge may take, two of one organisation, two who are
 * kept apart).
 */
export function prepareAssignment(problem: AssignmentProblem): PreparedProblem {
  requireWhole("reviews", problem.reviews, 1, 1_000);
  requireWhole("mostReviews", problem.mostReviews ?? problem.reviews, problem.reviews, 1_000);
  const entries = sortedIds("entry", problem.entries);
  const judges = sortedIds("judge", problem.judges);
  for (const { id, min, max } of judges) requireLoads(id, min, max);
  const entryIndex = new Map(entries.map(({ id }, at) => [id, at]));
  const judgeIndex = new Map(judges.map(({ id }, at) => [id, at]));
  const known = pairTable(problem, entryIndex, judgeIndex);
  const apartFrom = keptApart(problem, judgeIndex);
  const n = judges.length;

  const organisations = new Map<string, number>();
  const organisationOf = Int32Array.from(judges, ({ organisation }, j) => {
    if (problem.onePerOrganisation !== true || organisation === undefined) return j + n;
    const index = organisations.get(organisation) ?? organisations.size;
    organisations.set(organisation, index);
    return index;
  });
  const free = (i: number, j: number) => {
    const pair = known.get(i * n + j);
    if (pair === undefined ? problem.unlisted === "FORBIDDEN" : pair.conflict === true) return false;
    return shareLanguage(entries[i]?.languages, judges[j]?.languages);
  };

  const fixed = fixedReviews(problem, { entries, judges, entryIndex, judgeIndex, known, free, organisationOf, apartFrom });
  const taken = new Set(fixed.map(({ entry, judge }) => entry * n + judge));
  const { demand, extra, min, max, above, usedOrganisations } = whatIsLeft(problem, entries, judges, fixed, organisationOf);

  const current = new Set<number>();
  for (const { entry, judge } of problem.current ?? []) {
    const [i, j] = [entryIndex.get(entry), judgeIndex.get(judge)];
    if (i !== undefined && j !== undefined) current.add(i * n + j);
  }
  const start = new Int32Array(entries.length + 1);
  const [judgeOf, value, expertise, groupOf, kept]: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
  let groups = 0;
  const fixedAt = Map.groupBy(fixed, ({ entry }) => entry);
  for (const i of entries.keys()) {
    const groupAt = new Map<number, number>();
    const fixedHere = fixedAt.get(i) ?? [];
    for (let j = 0; j < n && demand[i]! + extra[i]! > 0; j += 1) {
      const organisation = organisationOf[j]!;
      if (taken.has(i * n + j) || usedOrganisations.has(`${i} ${organisation}`) || !free(i, j)) continue;
      if (fixedHere.some((other) => apartFrom[j]?.has(other.judge))) continue;
      const group = groupAt.get(organisation) ?? groups++;
      groupAt.set(organisation, group);
      judgeOf.push(j);
      value.push(valueOf(known.get(i * n + j)));
      expertise.push(known.get(i * n + j)?.expertise ?? 0);
      groupOf.push(group);
      kept.push(current.has(i * n + j) ? 1 : 0);
    }
    start[i + 1] = judgeOf.length;
  }
  return {
    entries: entries.map(({ id }) => id),
    judges: judges.map(({ id }) => id),
    fixed,
    demand,
    extra,
    min,
    max,
    above,
    start,
    judgeOf: Int32Array.from(judgeOf),
    value: Float64Array.from(value),
    expertise: Float64Array.from(expertise),
    groupOf: Int32Array.from(groupOf),
    groups,
    organisationOf,
    apartFrom,
    current: Uint8Array.from(kept),
  };
}

function shareLanguage(entry: readonly string[] | undefined, judge: readonly string[] | undefined): boolean {
  if (entry === undefined || entry.length === 0 || judge === undefined) return true;
  return entry.some((language) => judge.includes(language));
}
