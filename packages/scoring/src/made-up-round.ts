import type { JudgingPair } from "./judging-design.ts";
import type { JudgedRound } from "./decision-methods.ts";
import { randomStream, shuffled } from "./random.ts";
import type { Criterion } from "./rubric.ts";

export type MadeUp = {
  readonly round: JudgedRound;
  /** True quality by entry, in steps of the scale: what every method tries to find. */
  readonly quality: ReadonlyMap<string, number>;
  readonly severity: ReadonlyMap<string, number>;
};

/** How the judges of a made-up round differ, in steps of a scale from 1 to 5. */
export type Panel = {
  /** Standard deviation of severities; 0 for judges who do not differ. */
  readonly severity: number;
  readonly rubric: readonly Criterion[];
  readonly seed: string;
};

/**
 * Scores from a known truth: 3 + quality - severity + halo + noise, rounded to the scale; qualities with standard deviation .8, a judge's
 * general impression of an entry (halo) .5, noise of a single score .7, and judges who use .8 to 1.2 of the scale (judging.md 7).
 */
export function madeUpRound(pairs: readonly JudgingPair[], { severity: spread, rubric, seed }: Panel): MadeUp {
  const draw = randomStream(seed, "a made-up round");
  const quality = new Map([...new Set(pairs.map(({ entry }) => entry))].map((entry) => [entry, 0.8 * draw.normal()]));
  const judges = [...new Set(pairs.map(({ judge }) => judge))];
  const severity = new Map(judges.map((judge) => [judge, spread * draw.normal()]));
  const width = new Map(judges.map((judge) => [judge, 0.8 + 0.4 * draw.uniform()]));
  const scores = pairs.flatMap(({ entry, judge }) => {
    const impression = (quality.get(entry) ?? 0) + 0.5 * draw.normal();
    return rubric.map(({ id }) => {
      const score = 3 + (width.get(judge) ?? 1) * (impression + 0.7 * draw.normal()) - (severity.get(judge) ?? 0);
      return { entry, judge, criterion: id, score: Math.min(5, Math.max(1, Math.round(score))) };
    });
  });
  return { round: { rubric, scores }, quality, severity };
}

/**
 * Judges dealt to entries at random, loads within one of each other where they can be: a deck with every judge as often as needed, dealt out;
 * a judge who would score an entry twice is exchanged for another card.
 */
export function dealtPairs(entries: number, judges: number, reviews: number, seed: string): JudgingPair[] {
  const draw = randomStream(seed, "dealing");
  const deck = shuffled(
    Array.from({ length: entries * reviews }, (_, at) => at % judges),
    draw,
  );
  for (let at = 0; at < deck.length; at += 1) {
    const from = at - (at % reviews);
    const clashes = (card: number, place: number) => {
      const start = place - (place % reviews);
      return deck.slice(start, start + reviews).some((other, n) => start + n !== place && other === card);
    };
    for (let tries = 0; clashes(deck[at] ?? 0, at) && tries < 1_000; tries += 1) {
      const other = draw.below(deck.length);
      const [here, there] = [deck[at] ?? 0, deck[other] ?? 0];
      if (other - (other % reviews) === from || clashes(there, at) || clashes(here, other)) continue;
      deck[at] = there;
      deck[other] = here;
    }
  }
  return deck.map((judge, at) => ({ entry: `e${Math.floor(at / reviews)}`, judge: `j${judge}` }));
}
