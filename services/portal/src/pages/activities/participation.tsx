import { DataTable } from "../../components/data-table.tsx";
import type { ClaimParts } from "../../components/evidence.ts";
import { CitationLink } from "../../components/origin.tsx";
import { RecordLinks } from "../../components/record-list.tsx";
import { type Page, word } from "../../page.ts";

interface Named {
  readonly slug: string;
  readonly name: string;
}

/** An organization, person or place in a role of an activity. */
export interface Participation {
  readonly role: string;
  readonly organization: Named | null;
  readonly person: Named | null;
  readonly place: Named | null;
  readonly claim: ClaimParts;
}

/** Who took part, and as what. */
export function ParticipationTable({ page, participation }: { page: Page; participation: readonly Participation[] }) {
  const { t } = page;
  return (
    <DataTable
      captionHidden
      caption={t("activity.participation")}
      head={[t("field.participant"), t("field.role"), t("field.source")]}
      rows={participation.map((one) => [
        <RecordLinks page={page} records={linksTo(one)} />,
        word(page, "ParticipationRole", one.role),
        <CitationLink page={page} claim={one.claim} />,
      ])}
    />
  );
}

function linksTo({ organization, person, place }: Participation) {
  return [...linkTo("people", person), ...linkTo("organizations", organization), ...linkTo("places", place)];
}

function linkTo(section: string, record: Named | null) {
  return record === null ? [] : [{ path: `/${section}/${record.slug}`, title: record.name }];
}
