import type { Database, Transaction } from "@dostyk/db";
import { visibleTo } from "@dostyk/evidence";
import { type Acting, bodiesVisibleTo, type BodyKind, insist, mustBeSomebody, perform } from "@dostyk/identity";
import { assertNever, RecordNotFound, type Viewer } from "@dostyk/kernel";
import { mayLink } from "../policy.ts";
import { LinkedAlready, RecordDoesNotFit } from "../refusals.ts";

/** A record that people can act for. */
export type Linkable = { readonly type: "PLACE" | "ORGANIZATION"; readonly id: string };

/**
 * Says for which record a body's people act; null takes the link away. The same link twice changes nothing.
 * @throws SignInFirst, OnlyPeopleCanDoThis, OnlyThoseSetOverItLink, LinkedAlready, RecordDoesNotFit, RecordNotFound
 */
export async function linkBody(
  database: Pick<Database, "prisma">,
  acting: Acting,
  { bodyId, record }: { readonly bodyId: string; readonly record: Linkable | null },
): Promise<void> {
  const { viewer } = acting;
  const wish = { command: "directory.link-body", subject: { type: "ActingBody", id: bodyId }, detail: { record } };
  await perform(database, acting, wish, async (tx, about) => {
    insist(mustBeSomebody(viewer));
    const body = await readBody(tx, viewer, bodyId);
    insist(mayLink(viewer, body));
    const before = body.place?.id ?? body.organization?.id ?? null;
    about({ before: { recordId: before }, after: { recordId: record?.id ?? null } });
    if (record === null) {
      await tx.place.updateMany({ where: { actingBodyId: bodyId }, data: { actingBodyId: null } });
      await tx.organization.updateMany({ where: { actingBodyId: bodyId }, data: { actingBodyId: null } });
      return;
    }
    const found = await readLinkable(tx, viewer, record);
    if (!fits(body.kind, record.type, found.kind)) throw new RecordDoesNotFit();
    if (before === record.id) return;
    if (before !== null || found.actingBodyId !== null) throw new LinkedAlready();
    const link = { where: { id: record.id }, data: { actingBodyId: bodyId }, select: { id: true } } as const;
    await (record.type === "PLACE" ? tx.place.update(link) : tx.organization.update(link));
  });
}

async function readBody(tx: Transaction, viewer: Viewer, id: string) {
  const body = await tx.actingBody.findFirst({
    where: { AND: [{ id }, bodiesVisibleTo(viewer)] },
    select: { id: true, kind: true, parentId: true, place: { select: { id: true } }, organization: { select: { id: true } } },
  });
  if (body === null) throw new RecordNotFound("body", id.slice(0, 80), ["bodyId"]);
  return body;
}

async function readLinkable(tx: Transaction, viewer: Viewer, { type, id }: Linkable) {
  const query = { where: { id, ...visibleTo(viewer) }, select: { kind: true, actingBodyId: true } } as const;
  const found = await (type === "PLACE" ? tx.place.findFirst(query) : tx.organization.findFirst(query));
  if (found === null) throw new RecordNotFound("record", id.slice(0, 80), ["recordId"]);
  return found;
}

function fits(body: BodyKind, type: Linkable["type"], kind: string): boolean {
  switch (body) {
    case "CITY":
      return type === "PLACE" ? kind !== "COUNTRY" : kind === "MUNICIPALITY" || kind === "REGIONAL_GOVERNMENT";
    case "ASSOCIATION":
      return type === "ORGANIZATION" && kind === "ASSOCIATION";
    case "DONOR":
      return type === "ORGANIZATION";
    case "NODE":
      return false;
    default:
      return assertNever(body);
  }
}
