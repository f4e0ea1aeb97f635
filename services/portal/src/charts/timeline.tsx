import { DataTable } from "../components/data-table.tsx";
import { RecordLinks } from "../components/record-list.tsx";
import { Status } from "../components/status.tsx";
import { Absent } from "../components/absent.tsx";
import type { Page } from "../page.ts";
import { type Span, timelineLayout } from "./timeline-layout.ts";

/** First and last day a date can mean; null where its year is not stated. */
interface Days {
  readonly earliest: string | null;
  readonly latest: string | null;
}

/** A block of time with its words. */
interface TimelinePeriod {
  readonly text: string;
  readonly start: Days;
  readonly end: Days | null;
}

/** An activity as a timeline shows it. */
export interface TimelineActivity {
  readonly path: string;
  readonly title: string;
  readonly status: string;
  readonly planned: readonly TimelinePeriod[];
  readonly actual: readonly TimelinePeriod[];
  readonly scheduleChanges: readonly {
    readonly from: Days | null;
    readonly to: (Days & { readonly text: string }) | null;
  }[];
}

const width = 720;
const edge = 12;
const rowHeight = 52;
const axisHeight = 30;
const longestTitle = 62;

/** Activities over time: planned hollow, held filled, postponed dashed with an arrow; below it the same as a table. */
export function Timeline({
  page,
  id,
  title,
  activities,
}: {
  page: Page;
  id: string;
  title: string;
  activities: readonly TimelineActivity[];
}) {
  const { t } = page;
  const layout = timelineLayout(activities.map(rowOf), edge, width - edge);
  const height = axisHeight + activities.length * rowHeight + 6;
  return (
    <figure class="figure">
      {layout === null ? null : (
        <div class="table-region graphic-scroll" role="region" aria-label={title} tabindex={0}>
          <svg
            class="graphic"
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-labelledby={`${id}-title ${id}-description`}
            focusable="false"
          >
            <title id={`${id}-title`}>{title}</title>
            <desc id={`${id}-description`}>{t("timeline.description", { count: activities.length })}</desc>
            {layout.ticks.map(({ day, x }) => (
              <>
                <line class="axis" x1={x} y1={axisHeight - 6} x2={x} y2={height} />
                <text class="chart-label chart-label--quiet" x={x + 4} y={axisHeight - 12}>
                  {x > width - 70 ? "" : tickText(page, day, layout.unit)}
                </text>
              </>
            ))}
            {layout.rows.map(({ bars, shifts }, index) => {
              const top = axisHeight + index * rowHeight;
              return (
                <>
                  <text class="chart-label" x={edge} y={top + 16}>
                    {shortened(activities[index]?.title ?? "")}
                  </text>
                  {shifts.map(({ from, to }) => (
                    <>
                      <path class="shift" d={`M${from},${top + 33}H${Math.max(from, to - 8)}`} />
                      <path class="arrow" d={`M${to - 9},${top + 28}l9,5l-9,5z`} />
                    </>
                  ))}
                  {bars.map(({ kind, x, width: length }) => (
                    <rect class={`bar--${kind}`} x={x} y={top + 26} width={length} height="14" rx="3" />
                  ))}
                </>
              );
            })}
          </svg>
        </div>
      )}
      <figcaption class="figure__caption">{t("timeline.legend")}</figcaption>
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">{t("graphic.table")}</span>
        </summary>
        <div class="govuk-details__text">
          <DataTable
            wide
            caption={t("graphic.tableOf", { title })}
            head={[t("field.activity"), t("field.status"), t("field.planned"), t("field.actual"), t("field.movedTo")]}
            rows={activities.map((activity) => [
              <RecordLinks page={page} records={[activity]} />,
              <Status page={page} type="ActivityStatus" value={activity.status} />,
              periodsText(page, activity.planned),
              periodsText(page, activity.actual),
              activity.scheduleChanges.length === 0
                ? t("value.none")
                : activity.scheduleChanges.map(({ to }) => to?.text ?? t("activity.noNewDate")).join("; "),
            ])}
          />
        </div>
      </details>
    </figure>
  );
}

function periodsText(page: Page, periods: readonly TimelinePeriod[]) {
  return periods.length === 0 ? <Absent page={page} kind="not-stated" /> : periods.map(({ text }) => text).join("; ");
}

function rowOf({ planned, actual, scheduleChanges }: TimelineActivity) {
  return {
    planned: planned.flatMap(spanOf),
    actual: actual.flatMap(spanOf),
    moves: scheduleChanges.flatMap(({ from, to }) => {
      const [old] = from === null ? planned.flatMap(spanOf) : dateSpan(from);
      const [next = null] = to === null ? [] : dateSpan(to);
      return old === undefined ? [] : [{ from: old, to: next }];
    }),
  };
}

function spanOf({ start, end }: TimelinePeriod): readonly Span[] {
  const from = start.earliest;
  const to = end?.latest ?? start.latest;
  return from === null || to === null ? [] : [{ from, to }];
}

function dateSpan({ earliest: from, latest: to }: Days): readonly Span[] {
  return from === null || to === null ? [] : [{ from, to }];
}

function tickText(page: Page, day: string, unit: "month" | "year"): string {
  if (unit === "year") return day.slice(0, 4);
  return new Intl.DateTimeFormat(page.locale, { month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(day));
}

function shortened(title: string): string {
  const letters = [...title];
  return letters.length <= longestTitle ? title : `${letters.slice(0, longestTitle - 1).join("")}…`;
}
