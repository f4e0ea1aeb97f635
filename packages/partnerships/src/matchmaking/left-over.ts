import { wholeFit } from "./fit.ts";
import type { Plan } from "./best-plan.ts";
import type { PreparedPairing } from "./pairing-problem.ts";
import type { Profile, Side } from "./profile.ts";

/** Why somebody is left over, the first that holds. */
export const leftOverReasons = ["NO_CAPACITY", "NOBODY_ADMISSIBLE", "BELOW_THRESHOLD", "BELOW_FAIR_LEVEL", "OUT_COMPETED"] as const;

/** Somebody whom the plan gives nobody, and why. */
export type LeftOver = {
  readonly id: string;
  readonly side: Side;
  readonly reason: (typeof leftOverReasons)[number];
  /** Whom they fit best among all they may be paired with; null where there is nobody. */
  readonly best: { readonly id: string; readonly fit: number } | null;
  /** Where they were out-competed: with whom that one is paired instead. Empty otherwise. */
  readonly by: readonly string[];
};

/** A reason for everyone whom the plan leaves over: seekers first, each side by id. */
export function leftOver(problem: PreparedPairing, plan: Plan): LeftOver[] {
  const { seekers, donors, units } = problem;
  const donorsOf = Map.groupBy(plan.pairs, ([seeker]) => seeker);
  const seekersOf = Map.groupBy(plan.pairs, ([, donor]) => donor);
  const needs = seekers.flatMap((seeker, i) => {
    if (donorsOf.has(i)) return [];
    const holders = (j: number) => (seekersOf.get(j) ?? []).map(([holder]) => seekers[holder]!.id);
    return [reasonFor(seeker, "NEED", { others: donors, unitsWith: (j) => units[i * donors.length + j]!, holders })];
  });
  const offers = donors.flatMap((donor, j) => {
    if (seekersOf.has(j)) return [];
    const holders = (i: number) => (donorsOf.get(i) ?? []).map(([, holder]) => donors[holder]!.id);
    return [reasonFor(donor, "OFFER", { others: seekers, unitsWith: (i) => units[i * donors.length + j]!, holders })];
  });
  return [...needs, ...offers];

  type Others = { others: readonly Profile[]; unitsWith: (other: number) => number; holders: (other: number) => string[] };
  function reasonFor({ id, most }: Profile, side: Side, { others, unitsWith, holders }: Others): LeftOver {
    if (most === 0) return { id, side, reason: "NO_CAPACITY", best: null, by: [] };
    // Others stand by id, so that the first of the best is always the same one.
    const best = others.reduce((found, _, other) => (unitsWith(other) > (found < 0 ? -1 : unitsWith(found)) ? other : found), -1);
    if (best < 0) return { id, side, reason: "NOBODY_ADMISSIBLE", best: null, by: [] };
    const fit = unitsWith(best);
    const told = { id, side, best: { id: others[best]!.id, fit: fit / wholeFit }, by: [] };
    if (fit < problem.threshold) return { ...told, reason: "BELOW_THRESHOLD" };
    // A donor may have room and yet be of no use: fairness has set the level above what it could give. A seeker in this place is left
    // over because the donors are taken, or else it would be served.
    if (side === "OFFER" && fit < plan.level) return { ...told, reason: "BELOW_FAIR_LEVEL" };
    return { ...told, reason: "OUT_COMPETED", by: holders(best) };
  }
}
