import { assignJudges } from "../assign-judges.ts";
import { crossedEffects } from "../crossed-effects.ts";
import { whyNotDefensible } from "../decision-methods.ts";
import { incompleteIntraclass } from "../intraclass.ts";
import { adjustedNormal } from "../joint-normal.ts";
import { withdrawals } from "../judging-design.ts";
import { alphaInterval, krippendorffAlpha } from "../krippendorff.ts";
import { rankCertainty } from "../rank-certainty.ts";
import type { Criterion } from "../rubric.ts";
import { scoreTable } from "../score-table.ts";
import { countingTotals, scorecards } from "../scorecards.ts";
import { sensitivity } from "../sensitivity.ts";
import { rankWithTieBreaks } from "../tie-breaks.ts";
import { runNow } from "../work.ts";
import { madeUpRound } from "../made-up-round.ts";

const rubric: readonly Criterion[] = [
  { id: "impact", weight: 50, min: 1, max: 5, step: 1, required: true },
  { id: "transfer", weight: 30, min: 1, max: 5, step: 1, required: true },
  { id: "clarity", weight: 20, min: 1, max: 5, step: 1, required: true },
];
const winners = 3;
const seed = "jury of twelve";

/**
 * The worked example of the README, computed: a jury of 12, 24 entries, three ballots each, from the assignment to the report. The scores come
 * from a known truth, so that the report can be held against it.
 */
export async function juryReport(): Promise<string> {
  const named = (letter: string, count: number) => Array.from({ length: count }, (_, at) => `${letter}${String(at + 1).padStart(2, "0")}`);
  const plan = await assignJudges(
    {
      reviews: 3,
      entries: named("E", 24).map((id) => ({ id })),
      judges: named("J", 12).map((id) => ({ id, min: 6, max: 6 })),
      pairs: [
        { entry: "E01", judge: "J01", conflict: true },
        { entry: "E02", judge: "J01", conflict: true },
        { entry: "E07", judge: "J05", conflict: true },
      ],
    },
    { seed },
  );
  const { round, quality } = madeUpRound(plan.reviews, { severity: 0.7, rubric, seed });
  const cards = scorecards(rubric, round.scores);
  const table = scoreTable(countingTotals(cards));
  const fit = runNow(crossedEffects(table));
  const certainty = runNow(rankCertainty(adjustedNormal(fit), { seed, draws: 10_000, top: [winners] }));
  const report = runNow(sensitivity(round, { method: "ADJUSTED", winners }));
  const alpha = krippendorffAlpha(table, "INTERVAL").alpha;
  const interval = runNow(alphaInterval(table, "INTERVAL", { seed }));

  const [firstCard] = cards;
  const best = report.result.places[0]?.entry ?? "";
  const judgeOf = new Map(fit.judges.map((judge) => [judge.judge, judge]));
  const entryOf = new Map(fit.entries.map((entry) => [entry.entry, entry]));
  const own = cards.filter(({ entry }) => entry === best);
  const [mean] = fit.means;
  const sum = (numbers: readonly number[]) => numbers.reduce((total, x) => total + x, 0);
  const left = sum(own.map(({ total, judge }) => (total ?? 0) - (mean?.mean ?? 0) - (judgeOf.get(judge)?.effect ?? 0)));
  const kept = fit.variance.entry / (fit.variance.residual + own.length * fit.variance.entry);
  const rawRank = new Map(report.others.find(({ said }) => said === "mean")?.places.map(({ entry, rank }) => [entry, rank]));
  const trueRank = new Map([...quality].toSorted((a, b) => b[1] - a[1]).map(([entry], at) => [entry, at + 1]));
  const places = rankWithTieBreaks(new Map(fit.entries.map(({ entry, adjusted }) => [entry, adjusted])), [{ kind: "MODEL" }]).places;
  const worst = runNow(withdrawals(table, 2))[0];

  return [
    `**Who judges what.** ${plan.reviews.length} reviews, six for each judge, ${plan.removed.length === 0 ? "no conflict assigned" : ""}. ` +
      `Light: ${plan.design.light} - ${plan.design.reason} The worst withdrawal would be ${worst?.judge}: ${worst?.after?.light.toLowerCase()}, ` +
      `r = ${worst?.after?.largestContrast[0]?.ratio.toFixed(2)}.`,
    "",
    `**A scorecard.** ${firstCard?.judge} gives ${firstCard?.entry} ${[...(firstCard?.scores ?? [])].map(([id, score]) => `${id} ${score}`).join(", ")} on scales from 1 to 5 with weights 50, 30, 20: ` +
      `100 x (${rubric.map(({ id, weight }) => `${weight} x ${((firstCard?.scores.get(id) ?? 0) - 1) / 4}`).join(" + ")}) / 100 = ${firstCard?.total}.`,
    "",
    `**Variances.** Entries ${fit.variance.entry.toFixed(1)}, judges ${fit.variance.judge.toFixed(1)}, the rest ${fit.variance.residual.toFixed(1)}; mean ${mean?.mean.toFixed(2)}. ` +
      `Severity (points taken off; standard error): ${fit.judges
        .toSorted((a, b) => b.severity - a.severity)
        .map(({ judge, severity, standardError }) => `${judge} ${severity.toFixed(1)} (${standardError.toFixed(1)})`)
        .join(", ")}.`,
    "",
    `**One entry by hand.** ${best} got ${own.map(({ judge, total }) => `${total?.toFixed(2)} from ${judge}`).join(", ")}. Less the mean and the judges' leniency that leaves ` +
      `${own.map(({ total, judge }) => `${total?.toFixed(2)} - ${mean?.mean.toFixed(2)} - (${judgeOf.get(judge)?.effect.toFixed(2)})`).join(" + ")} = ${left.toFixed(2)}. ` +
      `Of this ${fit.variance.entry.toFixed(1)} / (${fit.variance.residual.toFixed(1)} + ${own.length} x ${fit.variance.entry.toFixed(1)}) = ${kept.toFixed(4)} is kept: ` +
      `${mean?.mean.toFixed(2)} + ${(kept * left).toFixed(2)} = ${entryOf.get(best)?.adjusted.toFixed(2)}, its adjusted score.`,
    "",
    "| entry | mean | rank | adjusted (SE) | rank | P(first) | P(top 3) | expected rank | 90 % of ranks | true rank |",
    "|---|---|---|---|---|---|---|---|---|---|",
    ...places.slice(0, 8).map(({ entry, rank }) => {
      const sure = certainty.entries.find((one) => one.entry === entry);
      const one = entryOf.get(entry);
      const probability = `${sure?.top[0]?.toFixed(2)}${sure?.greyZone[0] === true ? " grey" : ""}`;
      return `| ${entry} | ${one?.rawMean.toFixed(2)} | ${rawRank.get(entry)} | ${one?.adjusted.toFixed(2)} (${one?.standardError.toFixed(2)}) | ${rank} | ${sure?.first.toFixed(2)} | ${probability} | ${sure?.expectedRank.toFixed(1)} | ${sure?.interval.join(" to ")} | ${trueRank.get(entry)} |`;
    }),
    "",
    `**Agreement.** Krippendorff's alpha ${alpha.value?.toFixed(2)} (95 %: ${interval?.lower.toFixed(2)} to ${interval?.upper.toFixed(2)}), reliability of three ballots ${incompleteIntraclass(fit).value?.toFixed(2)}, ` +
      `of the adjusted scores ${fit.reliability?.toFixed(2)}. Against the adjusted method: ${whyNotDefensible("ADJUSTED", table, { randomAllotment: true, fit }).join("; ") || "nothing"}.`,
    "",
    `**What the winners survive.** The first place stays the same under ${report.firstSurvives} of ${report.computed} other rules. ${report.awarded
      .map(
        ({ entry, best: high, worst: low, robust, changedBy }) =>
          `${entry} (ranks ${high} to ${low}): ${robust ? "robust" : `changed by ${changedBy.join(", ")}`}`,
      )
      .join("; ")}.`,
  ].join("\n");
}
