import { href, type Page, word } from "../page.ts";
import { DataTable } from "./data-table.tsx";
import type { ClaimParts } from "./evidence.ts";
import { Section } from "./head.tsx";
import { CitationLink } from "./origin.tsx";
import { RecordLinks } from "./record-list.tsx";

interface Titled {
  readonly slug: string;
  readonly title: string;
}

/** What a person or organization took part in and said; the shape of the shared fragments. */
export interface TakingPart {
  readonly statements: { readonly nodes: readonly { readonly slug: string; readonly text: string }[] };
  readonly participation: readonly { readonly role: string; readonly activity: Titled | null; readonly claim: ClaimParts }[];
  readonly contributions: readonly { readonly role: string; readonly output: Titled | null; readonly claim: ClaimParts }[];
}

/** Activities and outputs with the role in each. */
export function TakingPartSections({ page, title, part }: { page: Page; title: string; part: TakingPart }) {
  const { t } = page;
  return (
    <>
      <Section id="participation" title={title} when={part.participation.length > 0}>
        <DataTable
          captionHidden
          caption={title}
          head={[t("field.activity"), t("field.role"), t("field.source")]}
          rows={part.participation.map(({ role, activity, claim }) => [
            <RecordLinks page={page} records={linked("activities", activity)} />,
            word(page, "ParticipationRole", role),
            <CitationLink page={page} claim={claim} />,
          ])}
        />
      </Section>
      <Section id="contributions" title={t("output.contributions")} when={part.contributions.length > 0}>
        <DataTable
          captionHidden
          caption={t("output.contributions")}
          head={[t("nav.outputs"), t("field.role"), t("field.source")]}
          rows={part.contributions.map(({ role, output, claim }) => [
            <RecordLinks page={page} records={linked("outputs", output)} />,
            word(page, "ContributionRole", role),
            <CitationLink page={page} claim={claim} />,
          ])}
        />
      </Section>
      <Section id="statements" title={t("person.statements")} when={part.statements.nodes.length > 0}>
        <ul class="govuk-list govuk-list--bullet govuk-list--spaced">
          {part.statements.nodes.map(({ slug, text }) => (
            <li>
              <a class="govuk-link" href={`${href(page, "/statements", { statement: slug })}#${slug}`}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function linked(section: string, record: Titled | null) {
  return record === null ? [] : [{ path: `/${section}/${record.slug}`, title: record.title }];
}
