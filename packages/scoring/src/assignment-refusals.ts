import { Refusal } from "@dostyk/kernel";

/** A problem of assignment that is no problem: ids, pairs or numbers that do not fit together. */
export class AssignmentIsInvalid extends Refusal {
  constructor(path: readonly string[], reason: string) {
    super(reason, path.length === 0 ? {} : { path });
  }
}

/**
 * Why no plan can satisfy the hard rules, so that anybody can count it again. Numbers are of reviews besides the fixed ones (started,
 * forced, anchors).
 */
export type ImpossibleBecause =
  /** An entry needs more reviews than there are free judges, or organisations, for it. */
  | {
      readonly kind: "TOO_FEW_FREE_JUDGES";
      readonly entry: string;
      readonly needed: number;
      readonly free: readonly string[];
      readonly organisations: number;
    }
  /**
   * Entries (a Hall set) need more reviews than they can get: `judges` have so many places in all, every other judge can only take what
   * `others` counts, entry by entry.
   */
  | {
      readonly kind: "TOO_FEW_PLACES";
      readonly entries: readonly string[];
      readonly needed: number;
      readonly judges: readonly { readonly judge: string; readonly places: number }[];
      readonly others: readonly { readonly entry: string; readonly reviews: number }[];
    }
  /** Judges must do more reviews than there are for them. */
  | {
      readonly kind: "TOO_FEW_REVIEWS";
      readonly judges: readonly { readonly judge: string; readonly least: number }[];
      readonly needed: number;
      readonly entries: readonly { readonly entry: string; readonly reviews: number }[];
    }
  /** No plan keeps these judges apart, by a search through all that keep the other rules. */
  | { readonly kind: "CANNOT_KEEP_APART"; readonly pairs: readonly (readonly [string, string])[] }
  /** No plan can be drawn by lot in which no review is likelier than `percent`; `least` is the least that would do. */
  | { readonly kind: "CAP_IS_TOO_LOW"; readonly percent: number; readonly least: number }
  /** What is forced or started breaks a hard rule by itself. */
  | { readonly kind: "FIXED_REVIEWS_CONTRADICT"; readonly entry: string | null; readonly judge: string | null; readonly sentence: string };

/** No plan satisfies the hard rules. The message is the certificate in words. */
export class AssignmentIsImpossible extends Refusal {
  readonly because: ImpossibleBecause;

  constructor(because: ImpossibleBecause) {
    super(inWords(because));
    this.because = because;
  }
}

/** The search for the best plan met its time limit before it found any plan. */
export class RunTookTooLong extends Refusal {
  constructor(seconds: number) {
    super(`No plan was found within ${seconds} seconds. Allow more time, or ask for the greatest total instead of the fairest plan.`);
  }
}

function inWords(because: ImpossibleBecause): string {
  switch (because.kind) {
    case "TOO_FEW_FREE_JUDGES": {
      const { entry, needed, free, organisations } = because;
      const who = free.length === 0 ? "nobody is free for it" : `only ${free.join(", ")} ${free.length === 1 ? "is" : "are"} free for it`;
      const of = organisations < free.length ? `, of ${organisations} organisation${organisations === 1 ? "" : "s"}` : "";
      return `Entry ${entry} needs ${reviews(needed)}, and ${who}${of}. Invite another judge for it.`;
    }
    case "TOO_FEW_PLACES": {
      const { entries, needed, judges, others } = because;
      const places = sum(judges.map((one) => one.places));
      const rest = sum(others.map((one) => one.reviews));
      const full =
        judges.length === 0
          ? ""
          : `${judges.map(({ judge }) => judge).join(", ")} ${judges.length === 1 ? "has" : "have"} room for ${places}`;
      const free = rest === 0 ? "nobody else is free for them" : `the other judges can take ${rest} of them`;
      return (
        `Entries ${entries.join(", ")} need ${reviews(needed)}; ${[full, free].filter((part) => part !== "").join(", and ")}: ${places + rest} in all. ` +
        "Raise a load or invite judges."
      );
    }
    case "TOO_FEW_REVIEWS": {
      const { judges, needed, entries } = because;
      const there = sum(entries.map((one) => one.reviews));
      return `Judges ${judges.map(({ judge }) => judge).join(", ")} must do ${needed} at least, and there are ${there} for them. Lower the smallest loads.`;
    }
    case "CANNOT_KEEP_APART":
      return `No plan keeps ${because.pairs.map(([a, b]) => `${a} and ${b}`).join("; ")} apart. Let some of them meet, or invite judges.`;
    case "CAP_IS_TOO_LOW":
      return `With no review likelier than ${because.percent} % there are too few judges for every place. Allow ${because.least} % at least.`;
    case "FIXED_REVIEWS_CONTRADICT":
      return because.sentence;
  }
}

function reviews(count: number): string {
  return count === 1 ? "1 review" : `${count} reviews`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, x) => total + x, 0);
}
