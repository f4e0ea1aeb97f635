import type { Page } from "../page.ts";
import { Absent } from "./absent.tsx";
import type { DateParts, PeriodParts } from "./evidence.ts";

/** A date in words. Machines get it too where HTML can say it: a day, a month or a year, and nothing looser. */
export function PartialDate({ date }: { date: Pick<DateParts, "edtf" | "text"> }) {
  return /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?$/u.test(date.edtf) ? (
    <time datetime={date.edtf}>{date.text}</time>
  ) : (
    <span>{date.text}</span>
  );
}

/** Blocks of time, one under the other; none means no source states any. */
export function Periods({ page, periods, explanation }: { page: Page; periods: readonly PeriodParts[]; explanation?: string | undefined }) {
  if (periods.length === 0) return <Absent page={page} kind="not-stated" explanation={explanation} />;
  return (
    <>
      {periods.map((period) => (
        <div>
          {period.end === null ? <PartialDate date={{ edtf: period.start.edtf, text: period.text }} /> : <span>{period.text}</span>}
          {period.raw === null ? null : (
            <>
              {" "}
              <span class="muted">
                ({page.t("origin.raw")} <q class="raw">{period.raw}</q>)
              </span>
            </>
          )}
        </div>
      ))}
    </>
  );
}

/** A date, or that no source states it. */
export function DateOrAbsent({ page, date, explanation }: { page: Page; date: DateParts | null; explanation?: string | undefined }) {
  return date === null ? <Absent page={page} kind="not-stated" explanation={explanation} /> : <PartialDate date={date} />;
}
