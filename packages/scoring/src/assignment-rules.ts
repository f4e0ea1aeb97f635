import type { AssignmentProblem } from "./assignment-problem.ts";
import type { JudgingPair } from "./judging-design.ts";

/** What is wrong with a plan under a problem, as sentences: none for every plan that assignJudges makes, nor for one made by hand that fits. */
export function brokenRules(problem: AssignmentProblem, reviews: readonly JudgingPair[]): string[] {
  const forced = problem.pairs.filter((pair) => pair.forced === true);
  const started = (problem.current ?? []).filter((review) => review.started);
  const known = (pair: JudgingPair) =>
    problem.entries.some(({ id }) => id === pair.entry) && problem.judges.some(({ id }) => id === pair.judge);
  const conflicts = new Set(problem.pairs.filter((pair) => pair.conflict === true).map(keyOf));
  const listed = new Set(problem.pairs.map(keyOf));
  const planned = new Set(reviews.map(keyOf));
  const panels = Map.groupBy(reviews, ({ entry }) => entry);
  const loads = Map.groupBy(reviews, ({ judge }) => judge);
  const judgeOf = new Map(problem.judges.map((judge) => [judge.id, judge]));
  const entryOf = new Map(problem.entries.map((entry) => [entry.id, entry]));
  const fixed = new Set([...forced, ...started].map(keyOf));
  const most = problem.mostReviews ?? problem.reviews;
  const asked = most === problem.reviews ? `${most}` : `${problem.reviews} to ${most}`;

  return [
    ...(planned.size < reviews.length ? ["A review is planned twice."] : []),
    ...reviews.filter((review) => !known(review)).map(({ entry, judge }) => `${entry} and ${judge} are not both in the problem.`),
    ...reviews.filter((review) => conflicts.has(keyOf(review))).map(({ entry, judge }) => `${judge} is in conflict with ${entry}.`),
    ...reviews
      .filter((review) => problem.unlisted === "FORBIDDEN" && !listed.has(keyOf(review)) && !fixed.has(keyOf(review)))
      .map(({ entry, judge }) => `${judge} may not judge ${entry}.`),
    ...reviews
      .filter((review) => {
        const [languages, own] = [entryOf.get(review.entry)?.languages ?? [], judgeOf.get(review.judge)?.languages];
        return languages.length > 0 && own !== undefined && !languages.some((one) => own.includes(one)) && !fixed.has(keyOf(review));
      })
      .map(({ entry, judge }) => `${judge} reads no language of ${entry}.`),
    ...[...forced, ...started]
      .filter((review) => known(review) && !planned.has(keyOf(review)))
      .map(({ entry, judge }) => `The forced or started review of ${entry} by ${judge} is not planned.`),
    ...problem.entries.flatMap(({ id, anchor }) => {
      const panel = panels.get(id) ?? [];
      if (anchor === true) return [];
      const organisations = panel.map(({ judge }) => judgeOf.get(judge)?.organisation).filter((one) => one !== undefined);
      return [
        ...(panel.length >= problem.reviews && panel.length <= most ? [] : [`${id} has ${panel.length} judges, not ${asked}.`]),
        ...(problem.onePerOrganisation === true && new Set(organisations).size < organisations.length
          ? [`${id} has two judges of one organisation.`]
          : []),
        ...(problem.apart ?? [])
          .filter(([a, b]) => panel.some(({ judge }) => judge === a) && panel.some(({ judge }) => judge === b))
          .map(([a, b]) => `${id} has ${a} and ${b}, who are kept apart.`),
      ];
    }),
    ...problem.judges.flatMap(({ id, min, max }) => {
      const load = loads.get(id)?.length ?? 0;
      return load < min || load > max ? [`${id} has ${load} reviews, not ${min} to ${max}.`] : [];
    }),
  ];
}

/** An entry and a judge as one text. */
export function keyOf({ entry, judge }: JudgingPair): string {
  return JSON.stringify([entry, judge]);
}
