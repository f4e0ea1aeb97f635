import { confirmPage } from "../../components/confirm-page.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { formPage } from "../../components/form-page.tsx";
import { Form } from "../../components/form.tsx";
import { Moment } from "../../components/moment.tsx";
import type { Problem } from "../../components/problem.ts";
import { documentBeside } from "../../document.ts";
import { href, numberText, type View } from "../../page.ts";
import type { Visit, VisitHandler } from "../../visit.ts";
import { wish } from "../../wish.ts";
import { operatorOf } from "./operator.ts";
import { Troubles } from "./troubles.tsx";

const document = documentBeside(import.meta.url, "jobs.graphql");
const retrying = documentBeside(import.meta.url, "retry-dead-letter.graphql");
const discarding = documentBeside(import.meta.url, "discard-dead-letter.graphql");

const pageSize = 20;

interface Queue {
  readonly job: string;
  readonly waiting: number;
  readonly later: number;
  readonly running: number;
  readonly done: number;
  readonly dead: number;
  readonly waitingSince: string | null;
}
interface DeadLetter {
  readonly id: string;
  readonly job: string;
  readonly reason: string;
  readonly attempts: number;
  readonly wishedAt: string;
  readonly diedAt: string;
}
interface Data {
  readonly workerTroubles: readonly string[];
  readonly jobQueues: readonly Queue[];
  readonly deadLetters: readonly DeadLetter[];
}

/** How the node's work fares, and what could not be done. */
export const jobsPage: VisitHandler = async (visit) => {
  await operatorOf(visit);
  return view(visit, []);
};

/** Gives a job that failed again; whoever was quicker is named in the audit log. */
export const retryJob: VisitHandler = async (visit) => {
  await operatorOf(visit);
  const wished = await wish(visit, retrying, { id: visit.params["letter"] });
  return wished.ok ? { onward: href(visit, "/operator/jobs", { done: "retried" }) } : view(visit, wished.problems);
};

/** Asks before a job is given up for good. */
export const discardPage: VisitHandler = async (visit) => {
  await operatorOf(visit);
  return discardView(visit, []);
};

export const discardJob: VisitHandler = async (visit) => {
  await operatorOf(visit);
  const wished = await wish(visit, discarding, { id: visit.params["letter"] });
  return wished.ok ? { onward: href(visit, "/operator/jobs", { done: "discarded" }) } : discardView(visit, wished.problems);
};

function discardView(visit: Visit, problems: readonly Problem[]): View {
  const { t } = visit;
  return confirmPage(visit, {
    title: t("jobs.discardTitle"),
    text: t("jobs.discardText"),
    button: t("jobs.discard"),
    trail: [
      { text: t("operator.title"), path: "/operator" },
      { text: t("jobs.title"), path: "/operator/jobs" },
    ],
    problems,
  });
}

async function view(visit: Visit, problems: readonly Problem[]): Promise<View> {
  const { t } = visit;
  const after = visit.query.get("after");
  const data = await visit.ask<Data>(document, { first: pageSize, ...(after === null ? {} : { after }) });
  const count = (value: number): string => numberText(visit, value);
  return formPage({
    visit,
    problems,
    wide: true,
    title: t("jobs.title"),
    trail: [{ text: t("operator.title"), path: "/operator" }],
    body: (
      <>
        <Troubles page={visit} troubles={data.workerTroubles} />
        <h2 class="govuk-heading-l">{t("jobs.dead")}</h2>
        <DeadLetters visit={visit} letters={data.deadLetters} />
        <h2 class="govuk-heading-l">{t("jobs.queues")}</h2>
        <DataTable
          caption={t("jobs.queues")}
          captionHidden
          wide
          head={[t("jobs.job"), t("jobs.waiting"), t("jobs.later"), t("jobs.running"), t("jobs.done"), t("jobs.dead"), t("jobs.since")]}
          rows={data.jobQueues.map(({ job, waiting, later, running, done, dead, waitingSince }) => [
            <code class="raw">{job}</code>,
            ...[waiting, later, running, done, dead].map(count),
            waitingSince === null ? "" : <Moment page={visit} at={waitingSince} />,
          ])}
        />
      </>
    ),
  });
}

function DeadLetters({ visit, letters }: { readonly visit: Visit; readonly letters: readonly DeadLetter[] }) {
  const { t } = visit;
  const last = letters.at(-1);
  if (last === undefined) return <p class="govuk-body">{t("jobs.noDead")}</p>;
  return (
    <>
      <DataTable
        caption={t("jobs.dead")}
        captionHidden
        wide
        head={[t("jobs.job"), t("jobs.reason"), t("jobs.attempts"), t("jobs.wished"), t("jobs.died"), t("field.actions")]}
        rows={letters.map(({ id, job, reason, attempts, wishedAt, diedAt }) => [
          <code class="raw">{job}</code>,
          <span lang="en">{reason}</span>,
          numberText(visit, attempts),
          <Moment page={visit} at={wishedAt} />,
          <Moment page={visit} at={diedAt} />,
          <>
            <Form visit={visit} path={`/operator/jobs/${id}/retry`}>
              <button class="link-button" type="submit">
                {t("jobs.retry")} <span class="govuk-visually-hidden">{job}</span>
              </button>
            </Form>
            <a class="govuk-link" href={href(visit, `/operator/jobs/${id}/discard`)}>
              {t("jobs.discard")} <span class="govuk-visually-hidden">{job}</span>
            </a>
          </>,
        ])}
      />
      {letters.length < pageSize ? null : (
        <p class="govuk-body">
          <a class="govuk-link" href={href(visit, visit.path, { after: last.id })}>
            {t("pages.next")}
          </a>
        </p>
      )}
    </>
  );
}
