import fc from "fast-check";
import type { ScoreRow } from "../score-table.ts";

/** Scores of a random panel: 3 to 9 entries, 2 to 5 judges, some pairs left out, ids that break careless dictionaries. */
export function aPanel(options: { readonly complete?: boolean } = {}): fc.Arbitrary<ScoreRow[]> {
  return fc
    .record({
      entries: fc.integer({ min: 3, max: 9 }),
      judges: fc.integer({ min: 2, max: 5 }),
      scores: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 45, maxLength: 45 }),
      gaps: fc.array(fc.boolean(), { minLength: 45, maxLength: 45 }),
    })
    .map(({ entries, judges, scores, gaps }) =>
      Array.from({ length: entries * judges }, (_, at) => ({
        entry: entryNames[Math.floor(at / judges)] ?? "",
        judge: `J${at % judges}`,
        score: (scores[at] ?? 0) / 2,
        // The first entry is scored by all, so that the panel is connected.
        left: options.complete === true || at < judges || gaps[at] !== true,
      })).filter(({ left }) => left),
    )
    .map((rows) => rows.map(({ entry, judge, score }) => ({ entry, judge, score })));
}

const entryNames = ["__proto__", "constructor", "Қала, «А»", '"q"', "a\nb", "=1+1", "b", "c", "d"];
