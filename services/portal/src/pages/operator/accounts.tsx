import { DataTable } from "../../components/data-table.tsx";
import { chosen, Filters } from "../../components/filters.tsx";
import { formPage } from "../../components/form-page.tsx";
import { Moment } from "../../components/moment.tsx";
import { Pagination, windowOf } from "../../components/pagination.tsx";
import { documentBeside } from "../../document.ts";
import { href } from "../../page.ts";
import type { VisitHandler } from "../../visit.ts";
import { type Connection, enumFilter } from "../list.tsx";
import { operatorOf } from "./operator.ts";

const document = documentBeside(import.meta.url, "accounts.graphql");

const roles = ["OPERATOR", "ASSOCIATION_OFFICER", "CITY_OFFICER", "TRANSLATOR", "JUDGE", "CHAIR", "DONOR"];

interface Data {
  readonly accounts: Connection<{
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly emailVerified: boolean;
    readonly secondFactor: boolean;
    readonly erased: boolean;
    readonly createdAt: string;
  }>;
}

/** Who can sign in on this node. */
export const accountsPage: VisitHandler = async (visit) => {
  const { t } = visit;
  await operatorOf(visit);
  const byRole = enumFilter(visit, "role", t("field.role"), "Role", roles);
  const byText = { name: "text", label: t("accounts.nameOrAddress"), free: true };
  const filter = { role: chosen(visit, byRole), text: chosen(visit, byText) };
  const { accounts } = await visit.ask<Data>(document, { filter, ...windowOf(visit) });
  return formPage({
    visit,
    problems: [],
    wide: true,
    title: t("accounts.title"),
    trail: [{ text: t("operator.title"), path: "/operator" }],
    body: (
      <>
        <Filters page={visit} filters={[byText, byRole]} />
        <p class="govuk-body" role="status">
          {t("list.count", { count: accounts.totalCount })}
        </p>
        <DataTable
          caption={t("accounts.title")}
          captionHidden
          wide
          head={[t("field.name"), t("field.email"), t("secondFactor.title"), t("accounts.since"), t("audit.title")]}
          rows={accounts.nodes.map(({ id, name, email, emailVerified, secondFactor, erased, createdAt }) => [
            name,
            erased ? (
              t("accounts.erased")
            ) : (
              <>
                {email}
                {emailVerified ? null : <div class="muted">{t("accounts.notVerified")}</div>}
              </>
            ),
            secondFactor ? t("secondFactor.on") : t("secondFactor.off"),
            <Moment page={visit} at={createdAt} />,
            <a class="govuk-link" href={href(visit, "/operator/audit", { actor: id })}>
              {t("accounts.did")} <span class="govuk-visually-hidden">{name}</span>
            </a>,
          ])}
        />
        <Pagination page={visit} info={accounts.pageInfo} />
      </>
    ),
  });
};
