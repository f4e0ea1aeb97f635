import { chosen, type Filter, Filters } from "../../components/filters.tsx";
import { Heading, Section } from "../../components/head.tsx";
import { documentBeside } from "../../document.ts";
import { type Page, type PageHandler, word } from "../../page.ts";
import { knowSlugs } from "../../reference-names.ts";
import { enumFilter, slugFilter } from "../list.tsx";
import { type Statement, StatementItem } from "./statement.tsx";

interface Data {
  readonly statementSubjects: readonly {
    readonly code: string;
    readonly title: string;
    readonly statements: { readonly totalCount: number; readonly nodes: readonly Statement[] };
  }[];
}

const document = documentBeside(import.meta.url);

const sides = [
  { title: "statements.for", stances: ["SUPPORTS", "CONDITIONAL"] },
  { title: "statements.against", stances: ["OPPOSES"] },
  { title: "statements.other", stances: ["PROPOSES", "OBSERVES"] },
] as const;

/** What was said about each law or term: those for it beside those against it. */
export const statementsPage: PageHandler = async (asking) => {
  const filters = filtersOf(asking);
  const filter = Object.fromEntries(filters.map((one) => [one.name, chosen(asking, one)]));
  const { statementSubjects } = await asking.ask<Data>(document, { filter });
  const page = await knowSlugs(asking, { activity: filter["activity"] });
  const { t } = page;
  const subjects = statementSubjects.filter(({ statements }) => statements.totalCount > 0);
  return {
    title: t("statements.title"),
    description: t("statements.description"),
    trail: [],
    body: (
      <>
        <Heading>{t("statements.title")}</Heading>
        <p class="govuk-body-l">{t("statements.lead")}</p>
        <Filters page={page} filters={filters} />
        {subjects.length === 0 ? <p class="govuk-body">{t("list.none")}</p> : null}
        {subjects.map(({ code, title, statements }) => (
          <Section id={`subject-${code}`} title={title}>
            <div class="sides">
              {sides.map((side) => (
                <Side
                  page={page}
                  title={t(side.title)}
                  statements={statements.nodes.filter(({ stance }) => (side.stances as readonly string[]).includes(stance))}
                />
              ))}
            </div>
            {statements.totalCount > statements.nodes.length ? (
              <p class="govuk-body">{t("statements.more", { count: String(statements.totalCount) })}</p>
            ) : null}
          </Section>
        ))}
      </>
    ),
  };
};

function filtersOf(page: Page): readonly Filter[] {
  return [
    enumFilter(page, "kind", page.t("field.kind"), "StatementKind", ["RECOMMENDATION", "COMMITMENT", "POSITION"]),
    enumFilter(page, "stance", page.t("field.stance"), "Stance", ["SUPPORTS", "CONDITIONAL", "OPPOSES", "PROPOSES", "OBSERVES"]),
    slugFilter("activity", word(page, "RecordType", "Activity")),
  ];
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
