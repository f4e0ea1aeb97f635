import { rangeOf } from "@dostyk/kernel";

import { readDates } from "./dates.ts";

const dayMs = 86_400_000;

/**
 * The period of the same length right after, as EDTF: after a quarter the next quarter, after ten days the next ten.
 * Null where the period is open, has no year or cannot be read.
 */
export function periodAfter(edtf: string): string | null {
  const { earliest, latest } = rangeOf(readDates([edtf])) ?? { earliest: null, latest: null };
  if (earliest === null || latest === null) return null;
  const start = new Date(earliest);
  const next = new Date(Date.parse(latest) + dayMs);
  // Months differ in length: a period of whole months is followed by as many months, not by as many days.
  if (start.getUTCDate() === 1 && next.getUTCDate() === 1) {
    const months = (next.getUTCFullYear() - start.getUTCFullYear()) * 12 + next.getUTCMonth() - start.getUTCMonth();
    const last = new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + months - 1, 1));
    return months === 1 ? isoMonth(next) : `${isoMonth(next)}/${isoMonth(last)}`;
  }
  const end = new Date(next.getTime() + (Date.parse(latest) - start.getTime()));
  return `${isoDay(next)}/${isoDay(end)}`;
}

function isoMonth(date: Date): string {
  return date.toISOString().slice(0, 7);
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
