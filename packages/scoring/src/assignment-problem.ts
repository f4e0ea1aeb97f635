import { AssignmentIsInvalid, AssignmentIsImpossible } from "./assignment-refusals.ts";
import { requireWhole } from "./refusals.ts";
import { byCodeUnits } from "./score-table.ts";

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
  /** Exactly so many judges for each entry that is not an anchor. */
  readonly reviews: number;
  readonly pairs: readonly AssignmentPair[];
  /** Whether a pair that is not listed may be assigned, with expertise 0. ALLOWED when absent. */
  readonly unlisted?: "ALLOWED" | "FORBIDDEN" | undefined;
  readonly onePerOrganisation?: boolean | undefined;
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
  }[];
  /** Reviews that each entry still needs. */
  readonly demand: Int32Array;
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
  /** Pairs of one group exclude each other: one organisation at one entry. Groups are numbered from 0. */
  readonly groupOf: Int32Array;
  readonly groups: number;
  /** Index of each judge's organisation, its own for a judge without one; every judge's own where the rule does not hold. */
  readonly organisationOf: Int32Array;
  /** 1 for a free pair that is in the present plan. */
  readonly current: Uint8Array;
};

/**
 * Checks a problem and takes out what is decided already: started and forced reviews, and anchors. Throws AssignmentIsInvalid for ids used
 * twice, unknown or empty, pairs listed twice, and numbers outside their range; AssignmentIsImpossible where fixed reviews contradict a hard
 * rule (a forced or started one in conflict, more of them than the entry needs or the judge may take, two of one organisation).
 */
export function prepareAssignment(problem: AssignmentProblem): PreparedProblem {
  requireWhole("reviews", problem.reviews, 1, 1_000);
  const entries = sortedIds("entry", problem.entries);
  const judges = sortedIds("judge", problem.judges);
  for (const { id, min, max } of judges) requireLoads(id, min, max);
  const entryIndex = new Map(entries.map(({ id }, at) => [id, at]));
  const judgeIndex = new Map(judges.map(({ id }, at) => [id, at]));
  const known = pairTable(problem, entryIndex, judgeIndex);
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

  const fixed = fixedReviews(problem, { entries, judges, entryIndex, judgeIndex, known, free, organisationOf });
  const taken = new Set(fixed.map(({ entry, judge }) => entry * n + judge));
  const { demand, min, max, above, usedOrganisations } = whatIsLeft(problem, entries, judges, fixed, organisationOf);

  const current = new Set<number>();
  for (const { entry, judge } of problem.current ?? []) {
    const [i, j] = [entryIndex.get(entry), judgeIndex.get(judge)];
    if (i !== undefined && j !== undefined) current.add(i * n + j);
  }
  const start = new Int32Array(entries.length + 1);
  const [judgeOf, value, groupOf, kept]: [number[], number[], number[], number[]] = [[], [], [], []];
  let groups = 0;
  for (const i of entries.keys()) {
    const groupAt = new Map<number, number>();
    for (let j = 0; j < n && demand[i]! > 0; j += 1) {
      const organisation = organisationOf[j]!;
      if (taken.has(i * n + j) || usedOrganisations.has(`${i} ${organisation}`) || !free(i, j)) continue;
      const group = groupAt.get(organisation) ?? groups++;
      groupAt.set(organisation, group);
      judgeOf.push(j);
      value.push(valueOf(known.get(i * n + j)));
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
    min,
    max,
    above,
    start,
    judgeOf: Int32Array.from(judgeOf),
    value: Float64Array.from(value),
    groupOf: Int32Array.from(groupOf),
    groups,
    organisationOf,
    current: Uint8Array.from(kept),
  };
}

type Known = {
  readonly entries: readonly AssignableEntry[];
  readonly judges: readonly AssignableJudge[];
  readonly entryIndex: ReadonlyMap<string, number>;
  readonly judgeIndex: ReadonlyMap<string, number>;
  readonly known: ReadonlyMap<number, AssignmentPair>;
  readonly free: (i: number, j: number) => boolean;
  readonly organisationOf: Int32Array;
};

function fixedReviews(problem: AssignmentProblem, { entries, judges, entryIndex, judgeIndex, known, free, organisationOf }: Known) {
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
    .map(([key, origin]) => ({ entry: Math.floor(key / n), judge: key % n, origin, value: valueOf(known.get(key)) }))
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
  }
  return fixed;
}

function whatIsLeft(
  problem: AssignmentProblem,
  entries: readonly AssignableEntry[],
  judges: readonly AssignableJudge[],
  fixed: PreparedProblem["fixed"],
  organisationOf: Int32Array,
) {
  const demand = Int32Array.from(entries, ({ anchor }) => (anchor === true ? 0 : problem.reviews));
  const loads = new Int32Array(judges.length);
  const usedOrganisations = new Set<string>();
  for (const { entry, judge } of fixed) {
    loads[judge] = loads[judge]! + 1;
    if (entries[entry]?.anchor === true) continue;
    demand[entry] = demand[entry]! - 1;
    usedOrganisations.add(`${entry} ${organisationOf[judge]}`);
    if (demand[entry] < 0) {
      const id = entries[entry]?.id ?? "";
      throw contradiction(id, null, `More than ${problem.reviews} reviews of ${id} are forced or started.`);
    }
  }
  judges.forEach(({ id, max }, j) => {
    if (loads[j]! > max) throw contradiction(null, id, `${loads[j]} reviews of ${id} are fixed, and ${id} takes ${max} at most.`);
  });
  return {
    demand,
    min: Int32Array.from(judges, ({ min }, j) => Math.max(0, min - loads[j]!)),
    max: Int32Array.from(judges, ({ max }, j) => max - loads[j]!),
    above: Int32Array.from(judges, ({ min }, j) => Math.max(0, loads[j]! - min)),
    usedOrganisations,
  };
}

function contradiction(entry: string | null, judge: string | null, sentence: string): AssignmentIsImpossible {
  return new AssignmentIsImpossible({ kind: "FIXED_REVIEWS_CONTRADICT", entry, judge, sentence });
}

function pairTable(
  problem: AssignmentProblem,
  entryIndex: ReadonlyMap<string, number>,
  judgeIndex: ReadonlyMap<string, number>,
): Map<number, AssignmentPair> {
  const table = new Map<number, AssignmentPair>();
  problem.pairs.forEach((pair, at) => {
    const path = [String(at + 1), pair.entry, pair.judge];
    const [i, j] = [entryIndex.get(pair.entry), judgeIndex.get(pair.judge)];
    if (i === undefined) throw new AssignmentIsInvalid(path, `Pair ${at + 1}: there is no entry "${pair.entry}".`);
    if (j === undefined) throw new AssignmentIsInvalid(path, `Pair ${at + 1}: there is no judge "${pair.judge}".`);
    const key = i * judgeIndex.size + j;
    if (table.has(key)) throw new AssignmentIsInvalid(path, `Pair ${at + 1}: "${pair.entry}" and "${pair.judge}" are listed already.`);
    const { expertise = 0, preference = 0 } = pair;
    if (!Number.isInteger(expertise) || expertise < 0 || expertise > 1_000) {
      throw new AssignmentIsInvalid(path, `Pair ${at + 1}: expertise is ${expertise}. Allowed: a whole number from 0 to 1000.`);
    }
    if (!Number.isInteger(preference) || Math.abs(preference) > 10) {
      throw new AssignmentIsInvalid(path, `Pair ${at + 1}: preference is ${preference}. Allowed: a whole number from -10 to 10.`);
    }
    table.set(key, pair);
  });
  return table;
}

function sortedIds<Item extends { readonly id: string }>(kind: string, items: readonly Item[]): Item[] {
  if (items.length === 0) throw new AssignmentIsInvalid([], `There is no ${kind}. Name one at least.`);
  const sorted = items.toSorted((a, b) => byCodeUnits(a.id, b.id));
  sorted.forEach(({ id }, at) => {
    if (id === "") throw new AssignmentIsInvalid([], `A ${kind} has no name. Give it one.`);
    if (sorted[at - 1]?.id === id) throw new AssignmentIsInvalid([id], `The ${kind} "${id}" is named twice. Keep one of them.`);
  });
  return sorted;
}

function requireLoads(id: string, min: number, max: number): void {
  if (Number.isInteger(min) && Number.isInteger(max) && min >= 0 && min <= max && max <= 1_000_000) return;
  throw new AssignmentIsInvalid([id], `Judge "${id}" has loads from ${min} to ${max}. Allowed: whole numbers, 0 <= min <= max.`);
}

function shareLanguage(entry: readonly string[] | undefined, judge: readonly string[] | undefined): boolean {
  if (entry === undefined || entry.length === 0 || judge === undefined) return true;
  return entry.some((language) => judge.includes(language));
}

function valueOf(pair: AssignmentPair | undefined): number {
  return (pair?.expertise ?? 0) + 60 * (pair?.preference ?? 0);
}
