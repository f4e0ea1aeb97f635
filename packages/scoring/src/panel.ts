import { PanelIsIncomplete, TooLittleEvidence } from "./refusals.ts";
import type { ScoreTable } from "./score-table.ts";

/**
 * The scores of a complete panel, one list of every judge's score for each entry. Throws PanelIsIncomplete, naming the first entry and judge
 * without a score, and TooLittleEvidence below two entries or two judges.
 */
export function completePanel({ entries, judges, judgeOf, scores, start }: ScoreTable): number[][] {
  if (entries.length < 2 || judges.length < 2) {
    throw new TooLittleEvidence(`Agreement needs two judges and two entries; there are ${judges.length} and ${entries.length}.`);
  }
  return entries.map((entry, i) => {
    const row = judges.map(() => NaN);
    for (let at = start[i]!; at < start[i + 1]!; at += 1) row[judgeOf[at]!] = scores[at]!;
    const missing = row.findIndex((score) => Number.isNaN(score));
    if (missing >= 0) throw new PanelIsIncomplete({ entry, judge: judges[missing] });
    return row;
  });
}
