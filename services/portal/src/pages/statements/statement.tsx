import { type Citation, CitationLink } from "../../components/origin.tsx";
import { RecordLinks } from "../../components/record-list.tsx";
import { type Page, word } from "../../page.ts";

/** What somebody said, in the record's words. */
export interface Statement {
  readonly slug: string;
  readonly kind: string;
  readonly stance: string;
  readonly text: string;
  readonly voice: string | null;
  readonly verifiable: boolean | null;
  readonly subject: { readonly code: string };
  readonly speaker: { readonly slug: string; readonly name: string } | null;
  readonly organization: { readonly slug: string; readonly name: string } | null;
  readonly activity: { readonly slug: string; readonly title: string } | null;
  readonly claims: readonly Citation[];
}

/** One statement: what, of which sort, by whom, where, and the lines it rests on. */
export function StatementItem({ page, statement }: { page: Page; statement: Statement }) {
  const { t } = page;
  const { activity, verifiable } = statement;
  const speakers = [...linkTo("people", statement.speaker), ...linkTo("organizations", statement.organization)];
  const [citation] = statement.claims;
  return (
    <li id={statement.slug} class="statement">
      <p class="govuk-body">{statement.text}</p>
      <p class="govuk-body-s">
        {word(page, "StatementKind", statement.kind)}, {word(page, "Stance", statement.stance)}
        {" – "}
        {speakers.length === 0 ? (statement.voice ?? t("statements.anonymous")) : <RecordLinks page={page} records={speakers} />}
        {activity === null ? null : " – "}
        <RecordLinks page={page} records={activity === null ? [] : [{ ...activity, path: `/activities/${activity.slug}` }]} />
        {verifiable === null ? null : ` – ${t(verifiable ? "statements.verifiable" : "statements.notVerifiable")}`}
        {citation === undefined ? null : (
          <>
            {" – "}
            <CitationLink short page={page} claim={citation} />
          </>
        )}
      </p>
    </li>
  );
}

function linkTo(section: string, record: { readonly slug: string; readonly name: string } | null) {
  return record === null ? [] : [{ path: `/${section}/${record.slug}`, title: record.name }];
}
