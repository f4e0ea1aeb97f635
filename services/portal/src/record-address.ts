/** From a record's URI, which never changes, to the page that shows it today. */
import { NoSuchPage } from "./faults.ts";
import type { Page } from "./page.ts";
import { recordPath } from "./records.ts";

interface Data {
  readonly record: { readonly __typename: string; readonly slug: string } | null;
}

const document = `query RecordAddress($uri: URL!) { record(uri: $uri) { __typename slug } }`;

/** The path of the page of a record given by URI. Records without a page and records that are not there are a 404. */
export async function pagePathOfUri(page: Page, uri: string): Promise<string> {
  const { record } = await page.ask<Data>(document, { uri });
  const path = record === null ? null : recordPath(record);
  if (path === null) throw new NoSuchPage(uri);
  return path;
}
