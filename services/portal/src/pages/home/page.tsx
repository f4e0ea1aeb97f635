import { Heading, Section } from "../../components/head.tsx";
import { RecordList } from "../../components/record-list.tsx";
import { documentBeside } from "../../document.ts";
import { PartnershipMap } from "../../maps/partnership-map.tsx";
import { href, numberText, type Page, type PageHandler, word } from "../../page.ts";
import { knowReferences } from "../../reference-names.ts";
import { DisputeOf, type DisputeOfRecord } from "../disputes/page.tsx";

interface Count {
  readonly totalCount: number;
}

interface Data {
  readonly partnerships: Count & {
    readonly nodes: readonly {
      readonly slug: string;
      readonly title: string;
      readonly kind: string;
      readonly status: string;
      readonly parties: readonly {
        readonly place: {
          readonly slug: string;
          readonly name: string;
          readonly location: { readonly latitude: number; readonly longitude: number } | null;
        } | null;
      }[];
    }[];
  };
  readonly places: Count;
  readonly activities: Count;
  readonly practices: Count;
  readonly organizations: Count;
  readonly statements: Count;
  readonly sources: Count;
  readonly disputes: Count & { readonly nodes: readonly DisputeOfRecord[] };
  readonly reports: {
    readonly nodes: readonly { readonly slug: string; readonly title: string; readonly period: { readonly text: string } }[];
  };
}

const document = documentBeside(import.meta.url);

/** The first page: who works with whom, how much there is, and where the sources disagree. */
export const homePage: PageHandler = async (asking) => {
  const data = await asking.ask<Data>(document);
  const page = await knowReferences(
    asking,
    data,
    data.disputes.nodes.flatMap(({ claims }) => claims),
    "Activity",
  );
  const { t } = page;
  const { partnerships, disputes, reports } = data;
  return {
    title: `${t("site.name")} – ${t("home.title")}`,
    description: t("home.description"),
    body: (
      <>
        <Heading>{t("home.title")}</Heading>
        <p class="govuk-body-l">{t("home.lead")}</p>
        <Section id="map" title={t("home.map")}>
          <PartnershipMap
            page={page}
            partnerships={partnerships.nodes.map(({ slug, title, parties }) => ({
              path: `/partnerships/${slug}`,
              title,
              places: parties.flatMap(({ place }) =>
                place === null ? [] : [{ path: `/places/${place.slug}`, name: place.name, location: place.location }],
              ),
            }))}
          />
          <RecordList
            page={page}
            level={3}
            items={partnerships.nodes.slice(0, 8).map(({ slug, title, kind, status }) => ({
              path: `/partnerships/${slug}`,
              title,
              facts: [`${word(page, "PartnershipKind", kind)} – ${word(page, "PartnershipStatus", status)}`],
            }))}
          />
        </Section>
        <Section id="counts" title={t("home.counts")}>
          <Counts page={page} data={data} />
        </Section>
        <Section id="reports" title={t("home.reports")} when={reports.nodes.length > 0}>
          <RecordList
            page={page}
            level={3}
            items={reports.nodes.map(({ slug, title, period }) => ({ path: `/reports/${slug}`, title, facts: [period.text] }))}
          />
        </Section>
        <Section id="disputes" title={t("home.disputes")} when={disputes.nodes.length > 0}>
          {disputes.nodes.map((dispute) => (
            <DisputeOf page={page} dispute={dispute} level={3} />
          ))}
          <p class="govuk-body">
            <a class="govuk-link" href={href(page, "/disputes")}>
              {t("list.all")}: {t("nav.disputes")}
            </a>
          </p>
        </Section>
      </>
    ),
  };
};

const counted = [
  ["partnerships", "/partnerships", "home.partnerships"],
  ["places", "/places", "home.places"],
  ["activities", "/activities", "home.activities"],
  ["practices", "/practices", "home.practices"],
  ["organizations", "/organizations", "home.organizations"],
  ["statements", "/statements", "home.statements"],
  ["sources", "/sources", "home.sources"],
  ["disputes", "/disputes", "home.disputeCount"],
] as const;

function Counts({ page, data }: { page: Page; data: Data }) {
  return (
    <ul class="counts">
      {counted.map(([name, path, key]) => {
        const count = data[name].totalCount;
        return (
          <li>
            <a class="govuk-link" href={href(page, path)}>
              <span class="count">{numberText(page, count)}</span> {page.t(key, { count })}
            </a>
          </li>
        );
      })}
    </ul>
  );
}
