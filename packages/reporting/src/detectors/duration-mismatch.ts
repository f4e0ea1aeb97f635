import type { PartialDate } from "@dostyk/kernel";

import type { Finding } from "../contradiction.ts";
import { byPlace, bySubject, mentionsOf, type ReportFacts, rowOf } from "../report-facts.ts";
import { type Dated, datedBy } from "./new-dates.ts";

/**
 * A stated number of days that the dates do not have.
 *
 * The rule: both the first and the last day count, so 22-27 is six days and a single day is one. Saturdays and Sundays
 * strictly inside may have been free, so an event from one Monday to the Friday of the week after has ten to twelve
 * days; one that begins on a Sunday was held on that Sunday. Only dates given to the day are judged, and where a source
 * gives several, one that fits is enough: which of them is right is a question of its own.
 */
export function durationMismatch(facts: ReportFacts): readonly Finding[] {
  const held = bySubject(datedBy(facts, "held"));
  return mentionsOf(facts, "duration").flatMap((duration) => {
    const toTheDay = (held.get(duration.subjectId) ?? []).flatMap((claim) => {
      const length = lengthOf(claim);
      return length === null ? [] : [{ claim, length }];
    });
    const [nearest] = toTheDay;
    const fits = toTheDay.some(({ length }) => length.least <= duration.days && duration.days <= length.most);
    if (nearest === undefined || fits) return [];
    const claims = [duration, ...toTheDay.map(({ claim }) => claim)].toSorted(byPlace);
    return [
      {
        line: Math.min(duration.lineStart, nearest.claim.lineStart),
        contradiction: {
          kind: "DURATION_MISMATCH",
          subjectId: duration.subjectId,
          rowId: rowOf(facts, duration.subjectId, claims)?.id ?? null,
          claimIds: claims.map(({ claimId }) => claimId),
          details: {
            days: duration.days,
            daysLine: duration.lineStart,
            held: nearest.claim.edtf.join(", "),
            heldLine: nearest.claim.lineStart,
            counted: nearest.length.most,
          },
        },
      },
    ];
  });
}

const dayMs = 86_400_000;

type Length = { readonly least: number; readonly most: number };

/** How many days the blocks have, without and with the weekends inside; null where one is not given to the day. */
function lengthOf({ dates }: Dated): Length | null {
  const blocks = dates.map(blockOf);
  if (blocks.some((block) => block === null)) return null;
  const days = new Set<number>();
  const free = new Set<number>();
  for (const block of blocks) {
    for (let day = block?.first ?? 0; day <= (block?.last ?? -1); day += 1) {
      days.add(day);
      if (day !== block?.first && day !== block?.last && isWeekend(day)) free.add(day);
    }
  }
  return { least: days.size - free.size, most: days.size };
}

/** First and last day, counted from 1970-01-01. Null where the date is no day, and no interval between two days. */
function blockOf({ edtf, precision, earliest, latest }: PartialDate): { readonly first: number; readonly last: number } | null {
  const toTheDay = precision === "DAY" || (precision === "INTERVAL" && edtf === `${earliest}/${latest}`);
  if (!toTheDay || earliest === null || latest === null) return null;
  const [first, last] = [Date.parse(earliest) / dayMs, Date.parse(latest) / dayMs];
  // Nothing counted in days lasts longer; without a limit an interval of centuries would be walked day by day.
  return last - first > 1000 ? null : { first, last };
}

function isWeekend(day: number): boolean {
  const weekday = new Date(day * dayMs).getUTCDay();
  return weekday === 0 || weekday === 6;
}
