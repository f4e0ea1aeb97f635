/** Where each kind of record has its page, and the helpers every record page begins with. */
import { Moved, NoSuchPage } from "./faults.ts";
import type { Page } from "./page.ts";

const sections: Readonly<Record<string, string>> = {
  Place: "places",
  Organization: "organizations",
  Person: "people",
  Programme: "programmes",
  Partnership: "partnerships",
  Activity: "activities",
  Practice: "practices",
  Competition: "competitions",
  Source: "sources",
  Report: "reports",
  Output: "outputs",
  ExternalEvent: "external-events",
};

/** The types of records that have an address of their own. */
export const typesWithPage: readonly string[] = [...Object.keys(sections), "Statement"];

/** A record as links to it need it. */
export interface RecordLink {
  readonly __typename: string;
  readonly slug: string;
  readonly title: string;
}

/** The path of a record's page; null for the kinds that are shown on others' pages only. */
export function recordPath(record: { readonly __typename: string; readonly slug: string }): string | null {
  const section = sections[record.__typename];
  if (section !== undefined) return `/${section}/${record.slug}`;
  if (record.__typename === "Statement") return `/statements?statement=${record.slug}#${record.slug}`;
  return null;
}

/** The record, or the fault that leads to the right answer: 404 where there is none, 301 where the slug is an alias. */
export function required<Found extends { readonly slug: string }>(
  page: Page,
  record: Found | null | undefined,
  section: string,
  slug: string,
): Found {
  if (record === null || record === undefined) throw new NoSuchPage(page.path);
  if (record.slug !== slug) throw new Moved(`/${section}/${record.slug}`);
  return record;
}

/** Links to the records among these that have a page and are there at all. */
export function linksTo(records: readonly (RecordLink | null)[]): readonly { readonly path: string; readonly title: string }[] {
  return records.flatMap((record) => {
    const path = record === null ? null : recordPath(record);
    return record === null || path === null ? [] : [{ path, title: record.title }];
  });
}
