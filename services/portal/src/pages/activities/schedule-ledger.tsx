import { Absent } from "../../components/absent.tsx";
import { DataTable } from "../../components/data-table.tsx";
import type { ClaimParts, DateParts } from "../../components/evidence.ts";
import { Origin } from "../../components/origin.tsx";
import { RecordLinks } from "../../components/record-list.tsx";
import { DateOrAbsent } from "../../components/when.tsx";
import { type Page, word } from "../../page.ts";

/** One entry of the postponement ledger. */
export interface ScheduleChange {
  readonly kind: string;
  readonly announcedAt: DateParts | null;
  readonly from: DateParts | null;
  readonly to: DateParts | null;
  readonly reasonClass: string;
  readonly reason: string | null;
  readonly decider: string | null;
  readonly externalEvent: { readonly slug: string; readonly title: string } | null;
  readonly claim: ClaimParts;
}

/** Every change of the schedule in order, each with its reason and where it is stated. */
export function ScheduleLedger({ page, changes }: { page: Page; changes: readonly ScheduleChange[] }) {
  const { t } = page;
  if (changes.length === 0) return <p class="govuk-body">{t("activity.changesNone")}</p>;
  return (
    <DataTable
      wide
      captionHidden
      caption={t("activity.changes")}
      head={[
        t("field.change"),
        t("activity.oldDate"),
        t("activity.newDate"),
        t("field.reason"),
        t("field.decider"),
        t("activity.announced"),
      ]}
      rows={changes.map((change) => [
        <>
          {word(page, "ScheduleChangeKind", change.kind)}
          <Origin page={page} claims={[change.claim]} of={word(page, "ScheduleChangeKind", change.kind)} />
        </>,
        <DateOrAbsent page={page} date={change.from} />,
        change.to === null ? t("activity.noNewDate") : <DateOrAbsent page={page} date={change.to} />,
        <Reason page={page} change={change} />,
        change.decider ?? <Absent page={page} kind="not-stated" />,
        <DateOrAbsent page={page} date={change.announcedAt} />,
      ])}
    />
  );
}

function Reason({ page, change }: { page: Page; change: ScheduleChange }) {
  const { reason, reasonClass, externalEvent } = change;
  return (
    <>
      <div>{word(page, "PostponementReason", reasonClass)}</div>
      {reason === null ? null : <div>{reason}</div>}
      {externalEvent === null ? null : (
        <div>
          {page.t("activity.externalEvent")}{" "}
          <RecordLinks page={page} records={[{ ...externalEvent, path: `/external-events/${externalEvent.slug}` }]} />
        </div>
      )}
    </>
  );
}
