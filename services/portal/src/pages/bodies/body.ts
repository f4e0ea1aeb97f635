import { NoSuchPage } from "../../faults.ts";
import type { Crumb, Page } from "../../page.ts";
import { documentBeside } from "../../document.ts";
import { readerOf, type Visit } from "../../visit.ts";
import { capitalized } from "../list.tsx";

/** On whose behalf people act. */
export type BodyKind = "ASSOCIATION" | "CITY" | "DONOR" | "NODE";

/** A body as the forms about it know it. */
export interface Body {
  readonly id: string;
  readonly name: string;
  readonly kind: BodyKind;
  readonly rolesToGive: readonly string[];
  readonly mayRename: boolean;
  readonly maySeeKeys: boolean;
}

const document = documentBeside(import.meta.url, "body.graphql");

/** The body the path names. @throws SignInNeeded; NoSuchPage where there is none, or it is hidden from the reader */
export async function bodyOf(visit: Visit): Promise<Body> {
  await readerOf(visit);
  const { actingBody } = await visit.ask<{ readonly actingBody: Body | null }>(document, { id: visit.params["body"] });
  if (actingBody === null) throw new NoSuchPage(visit.path);
  return actingBody;
}

/** What a body is called; the node has no name of its own in any language. */
export function bodyName(page: Page, { kind, name }: Pick<Body, "kind" | "name">): string {
  return kind === "NODE" ? capitalized(page, page.t("body.node")) : name;
}

/** The way to the pages of a body. */
export function bodyTrail(page: Page, body: Pick<Body, "id" | "kind" | "name">): readonly Crumb[] {
  return [
    { text: page.t("bodies.title"), path: "/bodies" },
    { text: bodyName(page, body), path: `/bodies/${body.id}` },
  ];
}
