import { type ActivityRow, activityItem } from "../../components/activity-row.ts";
import { Absent } from "../../components/absent.tsx";
import { RecordFoot } from "../../components/claims-table.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { absenceOf, type ClaimParts, type EvidenceParts } from "../../components/evidence.ts";
import { Fact, Facts } from "../../components/facts.tsx";
import { Heading, Section } from "../../components/head.tsx";
import { languageName, scriptName } from "../../components/language-name.ts";
import { MoreOf } from "../../components/more-of.tsx";
import { type Office, Offices } from "../../components/offices.tsx";
import { CitationLink } from "../../components/origin.tsx";
import { RecordLinks, RecordList } from "../../components/record-list.tsx";
import { documentBeside } from "../../document.ts";
import { coordinatesText } from "../../maps/map-place.ts";
import { PlaceMap } from "../../maps/place-map.tsx";
import { type PageHandler, word } from "../../page.ts";
import { knowReferences } from "../../reference-names.ts";
import { required } from "../../records.ts";

interface Data {
  readonly place:
    | (EvidenceParts & {
        readonly slug: string;
        readonly name: string;
        readonly kind: string;
        readonly country: { readonly name: string };
        readonly location: { readonly latitude: number; readonly longitude: number } | null;
        readonly names: readonly {
          readonly text: string;
          readonly language: string;
          readonly script: string | null;
          readonly kind: string;
          readonly claim: ClaimParts;
        }[];
        readonly parents: readonly {
          readonly unit: { readonly slug: string; readonly name: string } | null;
          readonly since: { readonly text: string } | null;
          readonly until: { readonly text: string } | null;
        }[];
        readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
        readonly partnerships: {
          readonly nodes: readonly { readonly slug: string; readonly title: string; readonly kind: string; readonly status: string }[];
        };
        readonly activities: { readonly totalCount: number; readonly nodes: readonly ActivityRow[] };
        readonly practices: { readonly nodes: readonly { readonly slug: string; readonly title: string }[] };
        readonly organizations: { readonly nodes: readonly { readonly slug: string; readonly name: string; readonly kind: string }[] };
        readonly offices: readonly Office[];
      })
    | null;
}

const document = documentBeside(import.meta.url, "record.graphql");

/** A place: where it lies, what it is called in every source, what happened there. */
export const placePage: PageHandler = async (asking, slug) => {
  const data = await asking.ask<Data>(document, { slug });
  const place = required(asking, data.place, "places", slug);
  const page = await knowReferences(asking, data, place.claims, "Place");
  const { t } = page;
  const units = place.parents.flatMap(({ unit }) => (unit === null ? [] : [{ path: `/places/${unit.slug}`, title: unit.name }]));
  return {
    title: place.name,
    description: t("place.description", { place: place.name }),
    trail: [{ text: t("nav.places"), path: "/places" }],
    body: (
      <>
        <Heading caption={`${word(page, "PlaceKind", place.kind)}, ${place.country.name}`}>{place.name}</Heading>
        <PlaceMap
          small
          page={page}
          id="place-map"
          title={t("map.place.title", { place: place.name })}
          places={[{ path: `/places/${place.slug}`, name: place.name, location: place.location }]}
        />
        <Facts>
          <Fact page={page} name={t("field.within")} evidence={place} properties={["within"]}>
            {units.length === 0 ? (
              <Absent page={page} kind="not-stated" explanation={absenceOf(place, ["within"])} />
            ) : (
              <RecordLinks page={page} records={units} />
            )}
          </Fact>
          <Fact page={page} name={t("field.coordinates")} evidence={place} properties={["location"]}>
            {coordinatesText(page, place.location)}
          </Fact>
          {place.identifiers.length === 0 ? null : (
            <Fact page={page} name={t("field.identifiers")} evidence={place} properties={["identifier"]}>
              {place.identifiers.map(({ scheme, value }) => (
                <div>
                  {scheme}: <code>{value}</code>
                </div>
              ))}
            </Fact>
          )}
        </Facts>
        <Section id="names" title={t("place.names")} when={place.names.length > 0}>
          <DataTable
            captionHidden
            caption={t("place.names")}
            head={[t("place.nameText"), t("field.kind"), t("field.language"), t("field.script"), t("field.source")]}
            rows={place.names.map((name) => [
              <span lang={name.language}>{name.text}</span>,
              word(page, "NameKind", name.kind),
              languageName(page, name.language),
              scriptName(page, name.script, name.language),
              <CitationLink page={page} claim={name.claim} />,
            ])}
          />
        </Section>
        <Section id="partnerships" title={t("partnerships.title")} when={place.partnerships.nodes.length > 0}>
          <RecordList
            page={page}
            level={3}
            items={place.partnerships.nodes.map(({ slug: own, title, kind, status }) => ({
              path: `/partnerships/${own}`,
              title,
              facts: [`${word(page, "PartnershipKind", kind)} – ${word(page, "PartnershipStatus", status)}`],
            }))}
          />
        </Section>
        <Section id="practices" title={t("place.practices")} when={place.practices.nodes.length > 0}>
          <RecordList
            page={page}
            level={3}
            items={place.practices.nodes.map(({ slug: own, title }) => ({ path: `/practices/${own}`, title, facts: [] }))}
          />
        </Section>
        <Section id="activities" title={t("activities.title")} when={place.activities.totalCount > 0}>
          <RecordList page={page} level={3} items={place.activities.nodes.map((activity) => activityItem(page, activity))} />
          <MoreOf
            page={page}
            path={`/activities?place=${place.slug}`}
            shown={place.activities.nodes.length}
            of={place.activities.totalCount}
          />
        </Section>
        <Section id="organizations" title={t("organizations.title")} when={place.organizations.nodes.length > 0}>
          <RecordList
            page={page}
            level={3}
            items={place.organizations.nodes.map(({ slug: own, name, kind }) => ({
              path: `/organizations/${own}`,
              title: name,
              facts: [word(page, "OrganizationKind", kind)],
            }))}
          />
        </Section>
        <Section id="offices" title={t("field.offices")} when={place.offices.length > 0}>
          <Offices page={page} offices={place.offices} />
        </Section>
        <RecordFoot page={page} evidence={place} />
      </>
    ),
  };
};
