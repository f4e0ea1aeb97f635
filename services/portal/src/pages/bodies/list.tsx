import { chosen, Filters } from "../../components/filters.tsx";
import { formPage } from "../../components/form-page.tsx";
import { Pagination, windowOf } from "../../components/pagination.tsx";
import { RecordList } from "../../components/record-list.tsx";
import { documentBeside } from "../../document.ts";
import { href, word } from "../../page.ts";
import { readerOf, type VisitHandler } from "../../visit.ts";
import { capitalized, type Connection, enumFilter } from "../list.tsx";
import type { BodyKind } from "./body.ts";

const document = documentBeside(import.meta.url, "list.graphql");

interface Data {
  readonly actingBodies: Connection<{
    readonly id: string;
    readonly name: string;
    readonly kind: BodyKind;
    readonly parent: { readonly name: string } | null;
  }>;
}

/** The associations, cities and donors the reader acts for or is set over; all of them for an operator. */
export const bodiesPage: VisitHandler = async (visit) => {
  const { t } = visit;
  const reader = await readerOf(visit);
  const byText = { name: "text", label: t("field.name"), free: true };
  const byKind = enumFilter(visit, "kind", t("body.kind"), "ActingBodyKind", ["ASSOCIATION", "CITY", "DONOR", "NODE"]);
  const filter = { kind: chosen(visit, byKind), text: chosen(visit, byText) };
  const { actingBodies } = await visit.ask<Data>(document, { filter, ...windowOf(visit) });
  return formPage({
    visit,
    problems: [],
    title: t("bodies.title"),
    trail: [],
    body: (
      <>
        <p class="govuk-body">{t("bodies.text")}</p>
        {reader.operator ? (
          <p class="govuk-body">
            <a class="govuk-link" href={href(visit, "/bodies/register")}>
              {t("bodies.register")}
            </a>
          </p>
        ) : null}
        <Filters page={visit} filters={[byText, byKind]} />
        <p class="govuk-body" role="status">
          {t("list.count", { count: actingBodies.totalCount })}
        </p>
        <RecordList
          page={visit}
          items={actingBodies.nodes.map(({ id, name, kind: kindOf, parent }) => ({
            path: `/bodies/${id}`,
            title: kindOf === "NODE" ? capitalized(visit, t("body.node")) : name,
            facts: [word(visit, "ActingBodyKind", kindOf), ...(parent === null ? [] : [parent.name])],
          }))}
        />
        <Pagination page={visit} info={actingBodies.pageInfo} />
      </>
    ),
  });
};
