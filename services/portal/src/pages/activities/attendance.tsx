import { countText } from "../../components/claim-value.ts";
import { DataTable } from "../../components/data-table.tsx";
import { Disputed } from "../../components/disputed.tsx";
import { type ClaimParts, disputesOn, type EvidenceParts } from "../../components/evidence.ts";
import { CitationLink } from "../../components/origin.tsx";
import type { Page } from "../../page.ts";

/** How many of a group were there, as a source words it. */
export interface Attendance {
  readonly number: number;
  readonly qualifier: string;
  readonly groupKey: string;
  readonly group: string;
  readonly parentGroup: string | null;
  readonly claim: ClaimParts;
}

/** Numbers by group, each with its source. They are never added up: groups overlap. */
export function AttendanceTable({
  page,
  attendance,
  evidence,
}: {
  page: Page;
  attendance: readonly Attendance[];
  evidence: EvidenceParts;
}) {
  const { t } = page;
  const groups = new Map(attendance.map(({ groupKey, group }) => [groupKey, group]));
  return (
    <>
      <Disputed page={page} disputes={disputesOn(evidence, ["attendance"])} />
      <DataTable
        captionHidden
        caption={t("field.attendance")}
        head={[t("field.group"), t("field.number"), t("field.source")]}
        rows={attendance.map(({ group, parentGroup, number, qualifier, claim }) => [
          <>
            {group}
            {parentGroup === null ? null : (
              <span class="muted"> ({t("activity.within", { group: groups.get(parentGroup) ?? parentGroup })})</span>
            )}
          </>,
          countText(page, number, qualifier),
          <CitationLink page={page} claim={claim} />,
        ])}
      />
      <p class="govuk-body-s">{t("activity.attendanceNote")}</p>
    </>
  );
}
