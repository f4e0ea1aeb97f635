import { type ActivityRow, activityItem } from "../../components/activity-row.ts";
import { countText } from "../../components/claim-value.ts";
import { RecordFoot } from "../../components/claims-table.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { Disputed } from "../../components/disputed.tsx";
import { absenceOf, type ClaimParts, type DateParts, disputesOn, type EvidenceParts } from "../../components/evidence.ts";
import { Fact, Facts } from "../../components/facts.tsx";
import { Heading, Section } from "../../components/head.tsx";
import { MoreOf } from "../../components/more-of.tsx";
import { CitationLink } from "../../components/origin.tsx";
import { RecordLinks, RecordList } from "../../components/record-list.tsx";
import { DateOrAbsent } from "../../components/when.tsx";
import { documentBeside } from "../../document.ts";
import { type Page, type PageHandler, word } from "../../page.ts";
import { knowReferences } from "../../reference-names.ts";
import { required } from "../../records.ts";

interface Programme extends EvidenceParts {
  readonly slug: string;
  readonly title: string;
  readonly acronym: string | null;
  readonly summary: string | null;
  readonly started: DateParts | null;
  readonly ended: DateParts | null;
  readonly numbers: readonly { readonly scheme: string; readonly value: string; readonly claim: ClaimParts }[];
  readonly organizations: readonly {
    readonly role: string;
    readonly organization: { readonly slug: string; readonly name: string } | null;
    readonly claim: ClaimParts;
  }[];
  readonly objectives: readonly {
    readonly kind: string;
    readonly code: string | null;
    readonly text: string;
    readonly claim: ClaimParts;
  }[];
  readonly indicators: readonly {
    readonly label: string;
    readonly measure: string;
    readonly number: number;
    readonly qualifier: string;
    readonly unit: string | null;
    readonly period: DateParts | null;
    readonly claim: ClaimParts;
  }[];
  readonly partnerships: { readonly nodes: readonly { readonly slug: string; readonly title: string; readonly status: string }[] };
  readonly activities: { readonly totalCount: number; readonly nodes: readonly ActivityRow[] };
  readonly reports: { readonly nodes: readonly { readonly slug: string; readonly title: string }[] };
  readonly competitions: { readonly nodes: readonly { readonly slug: string; readonly title: string }[] };
  readonly outputs: { readonly nodes: readonly { readonly slug: string; readonly title: string; readonly kind: string }[] };
}

const document = documentBeside(import.meta.url, "record.graphql");

/** A programme: its numbers, who does what in it, what it was to reach and what was counted. */
export const programmePage: PageHandler = async (asking, slug) => {
  const data = await asking.ask<{ readonly programme: Programme | null }>(document, { slug });
  const programme = required(asking, data.programme, "programmes", slug);
  const page = await knowReferences(asking, data, programme.claims, "Programme");
  const { t } = page;
  return {
    title: programme.title,
    description: t("programme.description", { title: programme.title }),
    trail: [{ text: t("nav.programmes"), path: "/programmes" }],
    body: (
      <>
        <Heading caption={t("field.programme")}>{programme.title}</Heading>
        {programme.summary === null ? null : <p class="govuk-body-l">{programme.summary}</p>}
        <Facts>
          {programme.acronym === null ? null : (
            <Fact page={page} name={t("field.acronym")}>
              {programme.acronym}
            </Fact>
          )}
          <Fact page={page} name={t("field.numbers")} evidence={programme} properties={["number"]}>
            {programme.numbers.map(({ scheme, value }) => (
              <div>
                {word(page, "NumberScheme", scheme)}: {value}
              </div>
            ))}
          </Fact>
          <Fact page={page} name={t("field.started")} evidence={programme} properties={["started"]}>
            <DateOrAbsent page={page} date={programme.started} explanation={absenceOf(programme, ["started"])} />
          </Fact>
          <Fact page={page} name={t("field.ended")} evidence={programme} properties={["ended"]}>
            <DateOrAbsent page={page} date={programme.ended} explanation={absenceOf(programme, ["ended"])} />
          </Fact>
        </Facts>
        <Section id="organizations" title={t("field.organizations")} when={programme.organizations.length > 0}>
          <DataTable
            captionHidden
            caption={t("field.organizations")}
            head={[t("field.organization"), t("field.role"), t("field.source")]}
            rows={programme.organizations.map(({ role, organization, claim }) => [
              organization === null ? (
                ""
              ) : (
                <RecordLinks page={page} records={[{ path: `/organizations/${organization.slug}`, title: organization.name }]} />
              ),
              word(page, "OrganizationRole", role),
              <CitationLink page={page} claim={claim} />,
            ])}
          />
        </Section>
        <Objectives page={page} programme={programme} />
        <Indicators page={page} programme={programme} />
        <Section id="partnerships" title={t("partnerships.title")} when={programme.partnerships.nodes.length > 0}>
          <RecordList
            page={page}
            level={3}
            items={programme.partnerships.nodes.map(({ slug: own, title, status }) => ({
              path: `/partnerships/${own}`,
              title,
              facts: [word(page, "PartnershipStatus", status)],
            }))}
          />
        </Section>
        <Section id="activities" title={t("activities.title")} when={programme.activities.totalCount > 0}>
          <RecordList page={page} level={3} items={programme.activities.nodes.map((activity) => activityItem(page, activity))} />
          <MoreOf
            page={page}
            path={`/activities?programme=${programme.slug}`}
            shown={programme.activities.nodes.length}
            of={programme.activities.totalCount}
          />
        </Section>
        <Section id="outputs" title={t("outputs.title")} when={programme.outputs.nodes.length > 0}>
          <RecordList
            page={page}
            level={3}
            items={programme.outputs.nodes.map(({ slug: own, title, kind }) => ({
              path: `/outputs/${own}`,
              title,
              facts: [word(page, "OutputKind", kind)],
            }))}
          />
        </Section>
        {(["reports", "competitions"] as const).map((section) => (
          <Section id={section} title={t(`nav.${section}`)} when={programme[section].nodes.length > 0}>
            <RecordList
              page={page}
              level={3}
              items={programme[section].nodes.map(({ slug: own, title }) => ({ path: `/${section}/${own}`, title, facts: [] }))}
            />
          </Section>
        ))}
        <RecordFoot page={page} evidence={programme} />
      </>
    ),
  };
};

function Objectives({ page, programme }: { page: Page; programme: Programme }) {
  const { t } = page;
  return (
    <Section id="objectives" title={t("programme.objectives")} when={programme.objectives.length > 0}>
      <DataTable
        captionHidden
        caption={t("programme.objectives")}
        head={[t("field.objective"), t("field.kind"), t("field.source")]}
        rows={programme.objectives.map(({ kind, code, text, claim }) => [
          text,
          code === null ? word(page, "ObjectiveKind", kind) : `${word(page, "ObjectiveKind", kind)}, ${code}`,
          <CitationLink page={page} claim={claim} />,
        ])}
      />
    </Section>
  );
}

function Indicators({ page, programme }: { page: Page; programme: Programme }) {
  const { t } = page;
  return (
    <Section id="indicators" title={t("programme.indicators")} when={programme.indicators.length > 0}>
      <Disputed page={page} disputes={disputesOn(programme, ["indicator"])} />
      <DataTable
        captionHidden
        caption={t("programme.indicators")}
        head={[t("field.indicator"), t("field.value"), t("field.measure"), t("field.period"), t("field.source")]}
        rows={programme.indicators.map(({ label, measure, number, qualifier, unit, period, claim }) => [
          label,
          unit === null ? countText(page, number, qualifier) : `${countText(page, number, qualifier)} ${unit}`,
          word(page, "Measure", measure),
          <DateOrAbsent page={page} date={period} />,
          <CitationLink page={page} claim={claim} />,
        ])}
      />
      <p class="govuk-body-s">{t("programme.indicatorsNote")}</p>
    </Section>
  );
}
