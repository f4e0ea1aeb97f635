import { chosen, type Filter, Filters } from "../../components/filters.tsx";
import { Heading, Section } from "../../components/head.tsx";
import { Pagination, windowOf } from "../../components/pagination.tsx";
import type { MessageKey } from "../../locales/catalogue.ts";
import { documentBeside } from "../../document.ts";
import { NoSuchPage } from "../../faults.ts";
import { type Page, type PageHandler, word } from "../../page.ts";
import { knowSlugs } from "../../reference-names.ts";
import { type Connection, enumFilter, slugFilter } from "../list.tsx";
import { type Statement, StatementItem } from "./statement.tsx";

interface Data {
  readonly statementSubjects: readonly { readonly code: string; readonly title: string }[];
  readonly statements: Connection<Statement>;
}

const document = documentBeside(import.meta.url);
const subjectDocument = documentBeside(import.meta.url, "subject.graphql");

const sides = [
  { title: "statements.for", stances: ["SUPPORTS", "CONDITIONAL"] },
  { title: "statements.against", stances: ["OPPOSES"] },
  { title: "statements.other", stances: ["PROPOSES", "OBSERVES"] },
] as const satisfies readonly { readonly title: MessageKey; readonly stances: readonly string[] }[];

const statementsOnAPage = 100;

/** What was said about each law or term: those for it beside those against it. */
export const statementsPage: PageHandler = async (asking) => {
  const filters = filtersOf(asking);
  const filter: Readonly<Record<string, string | undefined>> = {
    ...Object.fromEntries(filters.map((one) => [one.name, chosen(asking, one)])),
    ...(await subjectOfWanted(asking)),
  };
  const data = await asking.ask<Data>(document, { filter, ...windowOf(asking, statementsOnAPage) });
  const known = await knowSlugs(asking, { activity: filter["activity"] });
  const { t } = asking;
  const { statementSubjects, statements } = data;
  const subjectNames = statementSubjects.map(({ code, title }) => [code, title] as const);
  const page = { ...known, names: new Map([...(known.names ?? []), ...subjectNames]) };
  const subjects = statementSubjects.map((subject) => ({
    ...subject,
    said: statements.nodes.filter((statement) => statement.subject.code === subject.code),
  }));
  return {
    title: t("statements.title"),
    description: t("statements.description"),
    trail: [],
    body: (
      <>
        <Heading>{t("statements.title")}</Heading>
        <p class="govuk-body-l">{t("statements.lead")}</p>
        <Filters page={page} filters={withSubjects(filters, statementSubjects)} />
        <p class="govuk-body" role="status">
          {t("list.count", { count: statements.totalCount })}
        </p>
        {subjects
          .filter(({ said }) => said.length > 0)
          .map(({ code, title, said }) => (
            <Section id={`subject-${code}`} title={title}>
              <div class="sides">
                {sides.map((side) => (
                  <Side
                    page={page}
                    title={t(side.title)}
                    statements={said.filter(({ stance }) => (side.stances as readonly string[]).includes(stance))}
                  />
                ))}
              </div>
            </Section>
          ))}
        <Pagination page={page} info={statements.pageInfo} />
      </>
    ),
  };
};

/** `?statement=…` shows the subject of that statement, among whose statements it stands. */
async function subjectOfWanted(page: Page): Promise<{ readonly subject?: string }> {
  const slug = page.query.get("statement") ?? "";
  if (slug === "") return {};
  const { statement } = await page.ask<{ readonly statement: { readonly subject: { readonly code: string } } | null }>(subjectDocument, {
    slug,
  });
  if (statement === null) throw new NoSuchPage(page.path);
  return { subject: statement.subject.code };
}

function filtersOf(page: Page): readonly Filter[] {
  return [
    slugFilter("subject", page.t("field.subject")),
    enumFilter(page, "kind", page.t("field.kind"), "StatementKind", ["RECOMMENDATION", "COMMITMENT", "POSITION"]),
    enumFilter(page, "stance", page.t("field.stance"), "Stance", ["SUPPORTS", "CONDITIONAL", "OPPOSES", "PROPOSES", "OBSERVES"]),
    slugFilter("activity", word(page, "RecordType", "Activity")),
  ];
}

// The subjects are known only with the answer: until then the filter takes any code.
function withSubjects(filters: readonly Filter[], subjects: Data["statementSubjects"]): readonly Filter[] {
  return filters.map((filter) =>
    filter.name === "subject" ? { ...filter, options: subjects.map(({ code, title }) => ({ value: code, text: title })) } : filter,
  );
}

function Side({ page, title, statements }: { page: Page; title: string; statements: readonly Statement[] }) {
  if (statements.length === 0) return null;
  return (
    <div class="side">
      <h3 class="govuk-heading-m">{title}</h3>
      <ul class="plain-list">
        {statements.map((statement) => (
          <StatementItem page={page} statement={statement} />
        ))}
      </ul>
    </div>
  );
}
