/** Where the bars of a timeline go. Pure: days in, units of the view box out. */

/** A block of days; both ends are days of the calendar as YYYY-MM-DD. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** One line of a timeline: what was planned, what was held, and where a postponement moved it. */
export interface TimelineRow {
  readonly planned: readonly Span[];
  readonly actual: readonly Span[];
  readonly moves: readonly { readonly from: Span; readonly to: Span | null }[];
}

/** A bar of the chart. */
export interface Bar {
  readonly kind: "planned" | "actual" | "moved";
  readonly x: number;
  readonly width: number;
}

/** A timeline laid out. */
export interface TimelineLayout {
  readonly rows: readonly { readonly bars: readonly Bar[]; readonly shifts: readonly { readonly from: number; readonly to: number }[] }[];
  /** First days of months or years, where the axis has a line. */
  readonly ticks: readonly { readonly day: string; readonly x: number }[];
  /** What a tick stands for. */
  readonly unit: "month" | "year";
}

const dayMs = 86_400_000;
// A day among years is a hair; it stays visible.
const leastWidth = 6;

/** Lays the rows out between two edges. Null where no row has a day. */
export function timelineLayout(rows: readonly TimelineRow[], left: number, right: number): TimelineLayout | null {
  const spans = rows.flatMap(({ planned, actual, moves }) => [
    ...planned,
    ...actual,
    ...moves.flatMap(({ from, to }) => (to === null ? [from] : [from, to])),
  ]);
  if (spans.length === 0) return null;
  const first = Math.min(...spans.map(({ from }) => Date.parse(from)));
  const last = Math.max(...spans.map(({ to }) => Date.parse(to) + dayMs));
  const start = monthStart(first, 0);
  const end = monthStart(last - dayMs, 1);
  const scale = (day: number) => Math.round((left + ((day - start) / (end - start)) * (right - left)) * 10) / 10;
  const bar = (kind: Bar["kind"], { from, to }: Span): Bar => {
    const x = scale(Date.parse(from));
    return { kind, x, width: Math.max(leastWidth, Math.round((scale(Date.parse(to) + dayMs) - x) * 10) / 10) };
  };
  return {
    rows: rows.map(({ planned, actual, moves }) => ({
      bars: [
        ...planned.map((span) => bar("planned", span)),
        ...moves.flatMap(({ to }) => (to === null ? [] : [bar("moved", to)])),
        ...actual.map((span) => bar("actual", span)),
      ],
      shifts: moves.flatMap(({ from, to }) =>
        to === null ? [] : [{ from: scale(Date.parse(from.to) + dayMs), to: scale(Date.parse(to.from)) }],
      ),
    })),
    ...ticksBetween(start, end, scale),
  };
}

function ticksBetween(start: number, end: number, scale: (day: number) => number): Pick<TimelineLayout, "ticks" | "unit"> {
  const months = Math.round((end - start) / (30.4 * dayMs));
  const unit = months > 30 ? "year" : "month";
  const step = unit === "month" ? Math.ceil(months / 7) : 12 * Math.ceil(months / 12 / 7);
  const ticks: { day: string; x: number }[] = [];
  const from = unit === "month" ? start : Date.UTC(new Date(start).getUTCFullYear(), 0, 1);
  for (let index = 0; ; index += 1) {
    const day = monthStart(from, index * step);
    if (day > end) break;
    if (day >= start) ticks.push({ day: new Date(day).toISOString().slice(0, 10), x: scale(day) });
  }
  return { ticks, unit };
}

function monthStart(time: number, later: number): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later, 1);
}
