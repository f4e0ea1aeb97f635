import { type AssignmentProblem, prepareAssignment } from "./assignment-problem.ts";
import { NotInTheDesign } from "./decision-refusals.ts";
import { randomStream } from "./random.ts";

/**
 * What a judge who asks for something to do is given next: of the entries that he may judge, has not been given and that still want a review,
 * the one with the fewest; equals by lot from the seed and the judge, so that judges who ask at one moment are spread. Everything in
 * `problem.current` counts as given, started or not. Null when nothing is left for him, or his largest load is reached. Reviews up to
 * `mostReviews` are given out. Smallest loads and soft goals have no part in it; the hard rules hold.
 *
 * Throws NotInTheDesign for an unknown judge, and what prepareAssignment() throws.
 */
export function leastJudged(
  problem: AssignmentProblem,
  judge: string,
  seed: string,
): { readonly entry: string; readonly reviews: number } | null {
  const given = (problem.current ?? []).map((review) => ({ ...review, started: true }));
  const { entries, judges, start, judgeOf, max, fixed } = prepareAssignment({ ...problem, current: given });
  const j = judges.indexOf(judge);
  if (j < 0) throw new NotInTheDesign("judge", judge);
  // A review that is forced and not given yet comes before all others.
  const known = new Set(given.map(({ entry, judge: other }) => JSON.stringify([entry, other])));
  const ahead = fixed.filter((one) => one.judge === j && !known.has(JSON.stringify([entries[one.entry], judge])));
  const counts = entries.map((entry) => given.filter((review) => review.entry === entry).length);
  const free = [...entries.keys()].filter((i) => [...judgeOf.subarray(start[i], start[i + 1])].includes(j));
  const open = ahead.length > 0 ? ahead.map(({ entry }) => entry) : max[j]! > 0 ? free : [];
  const least = Math.min(...open.map((i) => counts[i]!));
  const equal = open.filter((i) => counts[i] === least);
  const chosen = equal[randomStream(`${seed.length}:${seed}${judge}`, "least judged").below(Math.max(1, equal.length))];
  return chosen === undefined ? null : { entry: entries[chosen] ?? "", reviews: least };
}
