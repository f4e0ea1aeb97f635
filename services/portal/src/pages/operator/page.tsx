import { formPage } from "../../components/form-page.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { documentBeside } from "../../document.ts";
import { href } from "../../page.ts";
import type { VisitHandler } from "../../visit.ts";
import { operatorOf } from "./operator.ts";

const document = documentBeside(import.meta.url, "page.graphql");

interface Data {
  readonly nodeHealth: readonly {
    readonly name: string;
    readonly about: string;
    readonly status: "OK" | "DEGRADED" | "DOWN";
    readonly note: string | null;
  }[];
  readonly jobQueues: readonly { readonly dead: number }[];
  readonly accounts: { readonly totalCount: number };
  readonly actingBodies: { readonly totalCount: number };
}

/** How the node is, and the ways to look after it. */
export const operatorPage: VisitHandler = async (visit) => {
  const { t } = visit;
  await operatorOf(visit);
  const { nodeHealth, jobQueues, accounts, actingBodies } = await visit.ask<Data>(document);
  const dead = jobQueues.reduce((sum, queue) => sum + queue.dead, 0);
  const ways = [
    ["/operator/accounts", t("accounts.title"), t("list.count", { count: accounts.totalCount })],
    ["/bodies", t("bodies.title"), t("list.count", { count: actingBodies.totalCount })],
    ["/operator/jobs", t("jobs.title"), t("jobs.deadCount", { count: dead })],
    ["/operator/audit", t("audit.title"), t("audit.text")],
  ];
  return formPage({
    visit,
    problems: [],
    title: t("operator.title"),
    trail: [],
    body: (
      <>
        <DataTable
          caption={t("operator.health")}
          head={[t("operator.part"), t("operator.state"), t("operator.seen")]}
          rows={nodeHealth.map(({ name, about, status, note }) => [
            <span lang="en">{name}</span>,
            t(`operator.status.${status}`),
            <span lang="en">{[about, note ?? ""].join(" ").trim()}</span>,
          ])}
        />
        <ul class="records">
          {ways.map(([path = "", title, text]) => (
            <li>
              <h2 class="govuk-heading-m">
                <a class="govuk-link" href={href(visit, path)}>
                  {title}
                </a>
              </h2>
              <p class="govuk-body">{text}</p>
            </li>
          ))}
        </ul>
      </>
    ),
  });
};
