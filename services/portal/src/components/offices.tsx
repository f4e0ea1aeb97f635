import type { Page } from "../page.ts";
import type { ClaimParts } from "./evidence.ts";
import { Origin } from "./origin.tsx";
import { RecordLinks } from "./record-list.tsx";

/** A person in a role, somewhere. What the page itself is about is left out of the question. */
export interface Office {
  readonly role: string;
  readonly period: { readonly text: string } | null;
  readonly person?: { readonly slug: string; readonly name: string } | null;
  readonly organization?: { readonly slug: string; readonly name: string } | null;
  readonly place?: { readonly slug: string; readonly name: string } | null;
  readonly claim?: ClaimParts;
}

/** Who held which role, one under the other. */
export function Offices({ page, offices }: { page: Page; offices: readonly Office[] }) {
  return (
    <ul class="govuk-list govuk-list--spaced">
      {offices.map((office) => {
        const links = [
          ...linkTo("people", office.person),
          ...linkTo("organizations", office.organization),
          ...linkTo("places", office.place),
        ];
        return (
          <li>
            {office.role}
            {links.length === 0 ? null : " – "}
            <RecordLinks page={page} records={links} />
            {office.period === null ? null : ` (${office.period.text})`}
            {office.claim === undefined ? null : <Origin page={page} claims={[office.claim]} of={office.role} />}
          </li>
        );
      })}
    </ul>
  );
}

function linkTo(section: string, record: { readonly slug: string; readonly name: string } | null | undefined) {
  return record === null || record === undefined ? [] : [{ path: `/${section}/${record.slug}`, title: record.name }];
}
