import { Timeline, type TimelineActivity } from "../../charts/timeline.tsx";
import { type ActivityRow, activityItem } from "../../components/activity-row.ts";
import { type AdoptionParts, Adoptions } from "../../components/adoptions.tsx";
import { Absent } from "../../components/absent.tsx";
import { RecordFoot } from "../../components/claims-table.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { absenceOf, type ClaimParts, type DateParts, type EvidenceParts } from "../../components/evidence.ts";
import { Fact, Facts } from "../../components/facts.tsx";
import { Heading, Section } from "../../components/head.tsx";
import { MoreOf } from "../../components/more-of.tsx";
import { Origin } from "../../components/origin.tsx";
import { RecordLinks, RecordList } from "../../components/record-list.tsx";
import { Status } from "../../components/status.tsx";
import { DateOrAbsent } from "../../components/when.tsx";
import { documentBeside } from "../../document.ts";
import { PartnershipMap } from "../../maps/partnership-map.tsx";
import { type Page, type PageHandler, word } from "../../page.ts";
import { knowReferences } from "../../reference-names.ts";
import { required } from "../../records.ts";

interface Party {
  readonly role: string | null;
  readonly confirmation: string;
  readonly place: {
    readonly slug: string;
    readonly name: string;
    readonly location: { readonly latitude: number; readonly longitude: number } | null;
  } | null;
  readonly organization: { readonly slug: string; readonly name: string } | null;
  readonly claim: ClaimParts | null;
}

interface Partnership extends EvidenceParts {
  readonly slug: string;
  readonly title: string;
  readonly summary: string | null;
  readonly kind: string;
  readonly status: string;
  readonly confirmation: string;
  readonly started: DateParts | null;
  readonly ended: DateParts | null;
  readonly programme: { readonly slug: string; readonly title: string } | null;
  readonly themes: readonly { readonly title: string }[];
  readonly parties: readonly Party[];
  readonly statusHistory: readonly {
    readonly status: string;
    readonly on: DateParts | null;
    readonly reason: string | null;
    readonly decider: string | null;
    readonly claim: ClaimParts | null;
  }[];
  readonly outcomes: readonly { readonly text: string; readonly claim: ClaimParts }[];
  readonly activities: {
    readonly totalCount: number;
    readonly nodes: readonly (ActivityRow & Omit<TimelineActivity, "path">)[];
  };
  readonly lineage: readonly AdoptionParts[];
  readonly practices: { readonly nodes: readonly { readonly slug: string; readonly title: string }[] };
}

const document = documentBeside(import.meta.url, "record.graphql");

/** A partnership: who, in which state and why, its trips over time, what came of it. */
export const partnershipPage: PageHandler = async (asking, slug) => {
  const data = await asking.ask<{ readonly partnership: Partnership | null }>(document, { slug });
  const partnership = required(asking, data.partnership, "partnerships", slug);
  const page = await knowReferences(asking, data, partnership.claims, "Partnership");
  const { t } = page;
  return {
    title: partnership.title,
    description: t("partnership.description", { title: partnership.title }),
    trail: [{ text: t("nav.partnerships"), path: "/partnerships" }],
    body: (
      <>
        <Heading caption={word(page, "PartnershipKind", partnership.kind)}>{partnership.title}</Heading>
        {partnership.summary === null ? null : <p class="govuk-body-l">{partnership.summary}</p>}
        <MainFacts page={page} partnership={partnership} />
        <PartnershipOnMap page={page} partnership={partnership} />
        <History page={page} partnership={partnership} />
        <Section id="timeline" title={t("partnership.timeline")} when={partnership.activities.nodes.length > 0}>
          <Timeline
            page={page}
            id="timeline-chart"
            title={t("timeline.title")}
            activities={partnership.activities.nodes
              .map((activity) => ({ ...activity, path: `/activities/${activity.slug}` }))
              .toSorted((one, other) => firstDay(one).localeCompare(firstDay(other)))}
          />
          <RecordList page={page} level={3} items={partnership.activities.nodes.map((activity) => activityItem(page, activity))} />
          <MoreOf
            page={page}
            path={`/activities?partnership=${partnership.slug}`}
            shown={partnership.activities.nodes.length}
            of={partnership.activities.totalCount}
          />
        </Section>
        <Section id="outcomes" title={t("partnership.outcomes")} when={partnership.outcomes.length > 0}>
          <ul class="govuk-list govuk-list--bullet govuk-list--spaced">
            {partnership.outcomes.map(({ text, claim }) => (
              <li>
                {text}
                <Origin page={page} claims={[claim]} of={text} />
              </li>
            ))}
          </ul>
        </Section>
        <Section id="lineage" title={t("partnership.lineage")} when={partnership.lineage.length > 0}>
          <Adoptions page={page} id="lineage-chart" adoptions={partnership.lineage} />
        </Section>
        <Section id="practices" title={t("practices.title")} when={partnership.practices.nodes.length > 0}>
          <RecordList
            page={page}
            level={3}
            items={partnership.practices.nodes.map(({ slug: own, title }) => ({ path: `/practices/${own}`, title, facts: [] }))}
          />
        </Section>
        <RecordFoot page={page} evidence={partnership} />
      </>
    ),
  };
};

function MainFacts({ page, partnership }: { page: Page; partnership: Partnership }) {
  const { t } = page;
  return (
    <Facts>
      <Fact page={page} name={t("field.parties")} claims={partnership.parties.flatMap(({ claim }) => claim ?? [])}>
        <ul class="plain-list">
          {partnership.parties.map((party) => (
            <li>
              <RecordLinks page={page} records={[partyLink(party)]} />
              {party.role === null ? null : ` – ${party.role}`}{" "}
              <span class="muted">({word(page, "PartyConfirmation", party.confirmation)})</span>
            </li>
          ))}
        </ul>
      </Fact>
      <Fact page={page} name={t("field.status")} evidence={partnership} properties={["status"]}>
        <Status page={page} type="PartnershipStatus" value={partnership.status} />
      </Fact>
      <Fact page={page} name={t("field.confirmation")}>
        {word(page, "ConfirmationState", partnership.confirmation)}
      </Fact>
      <Fact page={page} name={t("field.started")} evidence={partnership} properties={["started"]}>
        <DateOrAbsent page={page} date={partnership.started} explanation={absenceOf(partnership, ["started"])} />
      </Fact>
      <Fact page={page} name={t("field.ended")} evidence={partnership} properties={["ended"]}>
        <DateOrAbsent page={page} date={partnership.ended} explanation={absenceOf(partnership, ["ended"])} />
      </Fact>
      <Fact page={page} name={t("field.programme")} evidence={partnership} properties={["programme"]}>
        {partnership.programme === null ? (
          <Absent page={page} kind="not-stated" explanation={absenceOf(partnership, ["programme"])} />
        ) : (
          <RecordLinks page={page} records={[{ ...partnership.programme, path: `/programmes/${partnership.programme.slug}` }]} />
        )}
      </Fact>
      {partnership.themes.length === 0 ? null : (
        <Fact page={page} name={t("field.themes")} evidence={partnership} properties={["theme"]}>
          {partnership.themes.map(({ title }) => title).join(", ")}
        </Fact>
      )}
    </Facts>
  );
}

function PartnershipOnMap({ page, partnership }: { page: Page; partnership: Partnership }) {
  const places = partnership.parties.flatMap(({ place }) =>
    place === null ? [] : [{ path: `/places/${place.slug}`, name: place.name, location: place.location }],
  );
  if (places.filter(({ location }) => location !== null).length < 2) return null;
  return (
    <PartnershipMap small page={page} partnerships={[{ path: `/partnerships/${partnership.slug}`, title: partnership.title, places }]} />
  );
}

function History({ page, partnership }: { page: Page; partnership: Partnership }) {
  const { t } = page;
  return (
    <Section id="history" title={t("partnership.history")} when={partnership.statusHistory.length > 0}>
      <DataTable
        captionHidden
        caption={t("partnership.history")}
        head={[t("field.status"), t("field.date"), t("field.reason"), t("field.decider")]}
        rows={partnership.statusHistory.map(({ status, on, reason, decider, claim }) => [
          <Status page={page} type="PartnershipStatus" value={status} />,
          <>
            <DateOrAbsent page={page} date={on} />
            <Origin page={page} claims={claim === null ? [] : [claim]} of={word(page, "PartnershipStatus", status)} />
          </>,
          reason ?? <Absent page={page} kind="not-stated" />,
          decider ?? <Absent page={page} kind="not-stated" />,
        ])}
      />
    </Section>
  );
}

function partyLink({ place, organization }: Party) {
  if (place !== null) return { path: `/places/${place.slug}`, title: place.name };
  return { path: `/organizations/${organization?.slug ?? ""}`, title: organization?.name ?? "" };
}

function firstDay({ planned, actual }: Pick<TimelineActivity, "planned" | "actual">): string {
  return [...actual, ...planned].map(({ start }) => start.earliest ?? "9").toSorted()[0] ?? "9";
}
