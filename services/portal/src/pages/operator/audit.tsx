import type { Child } from "hono/jsx";
import { formPage } from "../../components/form-page.tsx";
import { type PageInfo, Pagination, windowOf } from "../../components/pagination.tsx";
import { documentBeside } from "../../document.ts";
import { BadRequest } from "../../faults.ts";
import { href, type Page, word } from "../../page.ts";
import { SignInNeeded, type Visit, type VisitHandler } from "../../visit.ts";
import { capitalized } from "../list.tsx";
import { type Line, Lines } from "./audit-lines.tsx";
import { operatorOf } from "./operator.ts";

const document = documentBeside(import.meta.url, "audit.graphql");
const ownId = documentBeside(import.meta.url, "own-id.graphql");

interface Data {
  readonly auditLog: { readonly nodes: readonly Line[]; readonly pageInfo: PageInfo };
}

/** Everything that was wished on this node, and what was decided. */
export const auditPage: VisitHandler = async (visit) => {
  const { t } = visit;
  await operatorOf(visit);
  const filter = filterOf(visit);
  const { auditLog } = await visit.ask<Data>(document, { filter, ...windowOf(visit) });
  return formPage({
    visit,
    problems: [],
    wide: true,
    title: t("audit.title"),
    trail: [{ text: t("operator.title"), path: "/operator" }],
    body: (
      <>
        <p class="govuk-body">{t("audit.text")}</p>
        <AuditFilters page={visit} />
        <Lines page={visit} lines={auditLog.nodes} everybody />
        <Pagination page={visit} info={auditLog.pageInfo} />
      </>
    ),
  });
};

/** One's own lines, for everybody. */
export const activityPage: VisitHandler = async (visit) => {
  const { t } = visit;
  const { account } = (await visit.ask<{ readonly viewer: { readonly account: { readonly id: string } | null } }>(ownId)).viewer;
  if (account === null) throw new SignInNeeded();
  const { auditLog } = await visit.ask<Data>(document, { filter: { actor: account.id }, ...windowOf(visit) });
  return formPage({
    visit,
    problems: [],
    wide: true,
    title: t("activity.title"),
    trail: [{ text: t("account.title"), path: "/account" }],
    body: (
      <>
        <p class="govuk-body">{t("activity.text")}</p>
        <Lines page={visit} lines={auditLog.nodes} />
        <Pagination page={visit} info={auditLog.pageInfo} />
      </>
    ),
  });
};

/** The filters of the address, as the API takes them. Days are whole and in UTC. */
function filterOf({ query }: Visit): Readonly<Record<string, string>> {
  const text = (name: string): Readonly<Record<string, string>> => {
    const value = (query.get(name) ?? "").trim();
    return value === "" ? {} : { [name]: value };
  };
  const decision = text("decision");
  if (!["ALLOWED", "REFUSED", undefined].includes(decision["decision"])) throw new BadRequest('"decision" has no such choice.');
  return { ...text("command"), ...text("actor"), ...text("subject"), ...decision, ...day(query, "since", 0), ...day(query, "until", 1) };
}

function day(query: URLSearchParams, name: string, daysLater: number): Readonly<Record<string, string>> {
  const value = (query.get(name) ?? "").trim();
  if (value === "") return {};
  const at = /^\d{4}-\d{2}-\d{2}$/u.test(value) ? new Date(`${value}T00:00:00Z`) : new Date(Number.NaN);
  if (Number.isNaN(at.getTime())) throw new BadRequest(`"${name}" is a day such as 2026-11-21.`);
  at.setUTCDate(at.getUTCDate() + daysLater);
  return { [name]: at.toISOString() };
}

function AuditFilters({ page }: { readonly page: Page }) {
  const { t, query } = page;
  const field = (name: string, label: string, hint?: string): Child => (
    <div class="govuk-form-group">
      <label class="govuk-label" for={`filter-${name}`}>
        {label}
      </label>
      {hint === undefined ? null : (
        <div class="govuk-hint" id={`filter-${name}-hint`}>
          {hint}
        </div>
      )}
      <input
        class="govuk-input"
        id={`filter-${name}`}
        name={name}
        value={query.get(name) ?? ""}
        autocomplete="off"
        aria-describedby={hint === undefined ? undefined : `filter-${name}-hint`}
      />
    </div>
  );
  return (
    <form class="filters" method="get" action={href(page, page.path)} aria-label={t("filter.label")}>
      {field("command", t("audit.command"))}
      {field("actor", t("audit.actorId"))}
      {field("subject", t("audit.subjectId"))}
      <div class="govuk-form-group">
        <label class="govuk-label" for="filter-decision">
          {t("audit.decision")}
        </label>
        <select class="govuk-select" id="filter-decision" name="decision">
          <option value="">{t("filter.all")}</option>
          {["ALLOWED", "REFUSED"].map((value) => (
            <option value={value} selected={query.get("decision") === value}>
              {capitalized(page, word(page, "AuditDecision", value))}
            </option>
          ))}
        </select>
      </div>
      {field("since", t("audit.since"), t("audit.dayHint"))}
      {field("until", t("audit.until"), t("audit.dayHint"))}
      <button class="govuk-button govuk-button--secondary" type="submit">
        {t("filter.apply")}
      </button>
    </form>
  );
}
