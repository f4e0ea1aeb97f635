import type { ActivityRow } from "../../components/activity-row.ts";
import { Absent } from "../../components/absent.tsx";
import { claimValueText } from "../../components/claim-value.ts";
import { RecordFoot } from "../../components/claims-table.tsx";
import { absenceOf, disputesOn, type EvidenceParts, type PeriodParts } from "../../components/evidence.ts";
import { Fact, Facts } from "../../components/facts.tsx";
import { Heading, Section } from "../../components/head.tsx";
import { MoreOf } from "../../components/more-of.tsx";
import { RecordLinks, RecordList } from "../../components/record-list.tsx";
import { Status } from "../../components/status.tsx";
import { Periods } from "../../components/when.tsx";
import { documentBeside } from "../../document.ts";
import { type Page, type PageHandler, word } from "../../page.ts";
import { knowReferences } from "../../reference-names.ts";
import { required } from "../../records.ts";
import { type Attendance, AttendanceTable } from "./attendance.tsx";
import { type Participation, ParticipationTable } from "./participation.tsx";
import { type ScheduleChange, ScheduleLedger } from "./schedule-ledger.tsx";

interface Titled {
  readonly slug: string;
  readonly title: string;
}

interface Activity extends ActivityRow, EvidenceParts {
  readonly planned: readonly PeriodParts[];
  readonly actual: readonly PeriodParts[];
  readonly summary: string | null;
  readonly durationDays: number | null;
  readonly country: { readonly name: string } | null;
  readonly partnership: Titled | null;
  readonly programme: Titled | null;
  readonly tripNumber: number | null;
  readonly lastOfSeries: boolean | null;
  readonly direction: {
    readonly from: { readonly slug: string; readonly name: string };
    readonly to: { readonly slug: string; readonly name: string };
  } | null;
  readonly parent: Titled | null;
  readonly parts: readonly (Titled & { readonly kind: string })[];
  readonly themes: readonly { readonly title: string }[];
  readonly scheduleChanges: readonly ScheduleChange[];
  readonly participation: readonly Participation[];
  readonly attendance: readonly Attendance[];
  readonly outputs: readonly (Titled & { readonly kind: string })[];
  readonly chartRows: readonly { readonly position: number; readonly report: Titled | null }[];
  readonly planItems: readonly { readonly report: Titled | null }[];
  readonly statements: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly slug: string; readonly kind: string; readonly stance: string; readonly text: string }[];
  };
}

const document = documentBeside(import.meta.url, "record.graphql");

/** An activity: plan beside actual, every postponement with its reason, who was there. */
export const activityPage: PageHandler = async (asking, slug) => {
  const data = await asking.ask<{ readonly activity: Activity | null }>(document, { slug });
  const activity = required(asking, data.activity, "activities", slug);
  const page = await knowReferences(asking, data, activity.claims, "Activity");
  const { t } = page;
  return {
    title: activity.title,
    description: t("activity.description", { title: activity.title }),
    trail: [{ text: t("nav.activities"), path: "/activities" }],
    body: (
      <>
        <Heading caption={word(page, "ActivityKind", activity.kind)}>{activity.title}</Heading>
        {activity.summary === null ? null : <p class="govuk-body-l">{activity.summary}</p>}
        <PlanBesideActual page={page} activity={activity} />
        <MoreFacts page={page} activity={activity} />
        <Section id="changes" title={t("activity.changes")}>
          <ScheduleLedger page={page} changes={activity.scheduleChanges} />
        </Section>
        <Section id="attendance" title={t("field.attendance")} when={activity.attendance.length > 0}>
          <AttendanceTable page={page} attendance={activity.attendance} evidence={activity} />
        </Section>
        <Section id="participation" title={t("activity.participation")} when={activity.participation.length > 0}>
          <ParticipationTable page={page} participation={activity.participation} />
        </Section>
        <Section id="parts" title={t("field.parts")} when={activity.parts.length > 0}>
          <RecordList page={page} level={3} items={activity.parts.map((part) => item(page, "activities", "ActivityKind", part))} />
        </Section>
        <Section id="outputs" title={t("activity.outputs")} when={activity.outputs.length > 0}>
          <RecordList page={page} level={3} items={activity.outputs.map((output) => item(page, "outputs", "OutputKind", output))} />
        </Section>
        <Section id="statements" title={t("activity.statements")} when={activity.statements.totalCount > 0}>
          <ul class="govuk-list govuk-list--bullet govuk-list--spaced">
            {activity.statements.nodes.map((statement) => (
              <li>
                {statement.text}{" "}
                <span class="muted">
                  ({word(page, "StatementKind", statement.kind)}, {word(page, "Stance", statement.stance)})
                </span>
              </li>
            ))}
          </ul>
          <MoreOf
            page={page}
            path={`/statements?activity=${activity.slug}`}
            shown={activity.statements.nodes.length}
            of={activity.statements.totalCount}
          />
        </Section>
        <RecordFoot page={page} evidence={activity} />
      </>
    ),
  };
};

function item(page: Page, section: string, type: string, { slug, title, kind }: Titled & { readonly kind: string }) {
  return { path: `/${section}/${slug}`, title, facts: [word(page, type, kind)] };
}

function PlanBesideActual({ page, activity }: { page: Page; activity: Activity }) {
  const { t } = page;
  return (
    <Facts>
      <Fact page={page} name={t("field.status")}>
        <Status page={page} type="ActivityStatus" value={activity.status} />
      </Fact>
      <Fact page={page} name={t("field.planned")} evidence={activity} properties={["planned"]}>
        <Periods page={page} periods={activity.planned} explanation={absenceOf(activity, ["planned"])} />
      </Fact>
      <NewDate page={page} activity={activity} />
      <Fact page={page} name={t("field.actual")} evidence={activity} properties={["held"]}>
        {activity.actual.length === 0 && activity.status !== "COMPLETED" ? (
          <span class="absent">{absenceOf(activity, ["held"]) ?? t("activity.notHeld")}</span>
        ) : (
          <Periods page={page} periods={activity.actual} explanation={absenceOf(activity, ["held"])} />
        )}
      </Fact>
      {activity.durationDays === null ? null : (
        <Fact page={page} name={t("field.duration")} evidence={activity} properties={["duration"]}>
          {t("activity.days", { count: activity.durationDays })}
        </Fact>
      )}
      <Fact page={page} name={t("field.place")} evidence={activity} properties={["place"]}>
        {activity.places.length === 0 ? (
          <Absent page={page} kind="not-stated" explanation={absenceOf(activity, ["place"])} />
        ) : (
          <RecordLinks page={page} records={activity.places.map(({ slug, name }) => ({ path: `/places/${slug}`, title: name }))} />
        )}
      </Fact>
    </Facts>
  );
}

/** The date set after a postponement; of several that disagree, the one the record goes by. */
function NewDate({ page, activity }: { page: Page; activity: Activity }) {
  const claims = activity.claims.filter(({ property }) => property === "rescheduled");
  const [claim] = claims;
  if (claim === undefined) return null;
  const chosen = disputesOn(activity, ["rescheduled"])[0]?.chosen ?? claim;
  return (
    <Fact page={page} name={page.t("activity.newDate")} evidence={activity} properties={["rescheduled"]}>
      {claimValueText(page, chosen.value)}
    </Fact>
  );
}

function MoreFacts({ page, activity }: { page: Page; activity: Activity }) {
  const { t } = page;
  const { direction, partnership, programme, parent } = activity;
  const trip = [
    activity.tripNumber === null ? "" : t("activity.trip", { number: String(activity.tripNumber) }),
    activity.lastOfSeries === true ? t("activity.last") : "",
  ].filter((text) => text !== "");
  return (
    <Facts>
      {direction === null ? null : (
        <Fact page={page} name={t("field.direction")} evidence={activity} properties={["direction"]}>
          {t("activity.fromTo", { from: direction.from.name, to: direction.to.name })}
        </Fact>
      )}
      {partnership === null ? null : (
        <Fact page={page} name={t("field.partnership")} evidence={activity} properties={["partnership"]}>
          <RecordLinks page={page} records={[{ ...partnership, path: `/partnerships/${partnership.slug}` }]} />
        </Fact>
      )}
      {trip.length === 0 ? null : (
        <Fact page={page} name={t("field.trip")} evidence={activity} properties={["tripNumber", "lastOfSeries"]}>
          {trip.join(", ")}
        </Fact>
      )}
      {programme === null ? null : (
        <Fact page={page} name={t("field.programme")} evidence={activity} properties={["programme"]}>
          <RecordLinks page={page} records={[{ ...programme, path: `/programmes/${programme.slug}` }]} />
        </Fact>
      )}
      {parent === null ? null : (
        <Fact page={page} name={t("field.partOf")} evidence={activity} properties={["partOf"]}>
          <RecordLinks page={page} records={[{ ...parent, path: `/activities/${parent.slug}` }]} />
        </Fact>
      )}
      {activity.themes.length === 0 ? null : (
        <Fact page={page} name={t("field.themes")} evidence={activity} properties={["theme"]}>
          {activity.themes.map(({ title }) => title).join(", ")}
        </Fact>
      )}
      <NamesInDispute page={page} activity={activity} />
      <InReports page={page} activity={activity} />
    </Facts>
  );
}

// A name of an event is shown only where sources call it differently: its title is the editors' own.
function NamesInDispute({ page, activity }: { page: Page; activity: Activity }) {
  const others = ["called", "count"].filter((property) => activity.claims.some((claim) => claim.property === property));
  return (
    <>
      {others.map((property) => (
        <Fact page={page} name={word(page, "Property", property)} evidence={activity} properties={[property]}>
          {activity.claims
            .filter((claim) => claim.property === property)
            .map((claim) => (
              <div>{claimValueText(page, claim.value)}</div>
            ))}
        </Fact>
      ))}
    </>
  );
}

function InReports({ page, activity }: { page: Page; activity: Activity }) {
  const { t } = page;
  const rows = activity.chartRows.flatMap(({ position, report }) =>
    report === null
      ? []
      : [
          {
            path: `/reports/${report.slug}#row-${position}`,
            title: t("activity.reportedRow", { report: report.title, number: String(position) }),
          },
        ],
  );
  const plans = activity.planItems.flatMap(({ report }) =>
    report === null ? [] : [{ path: `/reports/${report.slug}#plan`, title: t("activity.reportedPlan", { report: report.title }) }],
  );
  if (rows.length + plans.length === 0) return null;
  return (
    <Fact page={page} name={t("activity.reported")}>
      {[...rows, ...plans].map((link) => (
        <div>
          <RecordLinks page={page} records={[link]} />
        </div>
      ))}
    </Fact>
  );
}
