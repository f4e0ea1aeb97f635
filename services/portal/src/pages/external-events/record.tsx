import { RecordFoot } from "../../components/claims-table.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { absenceOf, type ClaimParts, type DateParts, type EvidenceParts } from "../../components/evidence.ts";
import { Fact, Facts } from "../../components/facts.tsx";
import { Heading, Section } from "../../components/head.tsx";
import { CitationLink } from "../../components/origin.tsx";
import { RecordLinks } from "../../components/record-list.tsx";
import { DateOrAbsent } from "../../components/when.tsx";
import { documentBeside } from "../../document.ts";
import { type PageHandler, word } from "../../page.ts";
import { knowReferences } from "../../reference-names.ts";
import { required } from "../../records.ts";

interface ExternalEvent extends EvidenceParts {
  readonly slug: string;
  readonly title: string;
  readonly on: DateParts | null;
  readonly scheduleChanges: readonly {
    readonly kind: string;
    readonly to: DateParts | null;
    readonly activity: { readonly slug: string; readonly title: string } | null;
    readonly claim: ClaimParts;
  }[];
}

const document = documentBeside(import.meta.url, "record.graphql");

/** Something that happened outside the programmes, and every schedule it touched. */
export const externalEventPage: PageHandler = async (asking, slug) => {
  const data = await asking.ask<{ readonly externalEvent: ExternalEvent | null }>(document, { slug });
  const event = required(asking, data.externalEvent, "external-events", slug);
  const page = await knowReferences(asking, data, event.claims, "ExternalEvent");
  const { t } = page;
  return {
    title: event.title,
    description: t("event.description", { title: event.title }),
    trail: [{ text: t("nav.activities"), path: "/activities" }],
    body: (
      <>
        <Heading caption={word(page, "RecordType", "ExternalEvent")}>{event.title}</Heading>
        <Facts>
          <Fact page={page} name={t("field.date")} evidence={event} properties={["on"]}>
            <DateOrAbsent page={page} date={event.on} explanation={absenceOf(event, ["on"])} />
          </Fact>
        </Facts>
        <Section id="changes" title={t("event.changes")} when={event.scheduleChanges.length > 0}>
          <DataTable
            captionHidden
            caption={t("event.changes")}
            head={[t("field.activity"), t("field.change"), t("activity.newDate"), t("field.source")]}
            rows={event.scheduleChanges.map(({ kind, to, activity, claim }) => [
              <RecordLinks page={page} records={activity === null ? [] : [{ ...activity, path: `/activities/${activity.slug}` }]} />,
              word(page, "ScheduleChangeKind", kind),
              to === null ? t("activity.noNewDate") : <DateOrAbsent page={page} date={to} />,
              <CitationLink page={page} claim={claim} />,
            ])}
          />
        </Section>
        <RecordFoot page={page} evidence={event} />
      </>
    ),
  };
};
