import { Prisma, type Database, type Transaction } from "@dostyk/db";
import { visibleTo } from "@dostyk/evidence";
import { type Acting, bodiesVisibleTo, checked, insist, mustBeSomebody, perform } from "@dostyk/identity";
import { InvalidInput, RecordNotFound, type Viewer } from "@dostyk/kernel";
import { type NeedOrOfferInput, type NeedOrOfferKind, needOrOfferSchema } from "./need-or-offer.ts";
import { mayClose, mayPublish, maySpeakOf, needsAndOffersVisibleTo, type Publisher } from "./policy.ts";
import { DraftHasChanged, TooManyNeedsAndOffers } from "./refusals.ts";

/** What is to be written for a body. */
export type Publication = NeedOrOfferInput & {
  readonly bodyId: string;
  /** True keeps it to the body's own people for now. */
  readonly draft?: boolean | null | undefined;
  /** The draft that this takes the place of, and the version of it that was read. */
  readonly rewrites?: { readonly id: string; readonly version: number } | null | undefined;
};

/** Drafts and open ones a body may have. */
const mostOfABody = 100;
const publisherColumns = { id: true, kind: true, parentId: true } as const;

/**
 * Publishes a need or an offer of a body, or keeps it as a draft, and answers with its id. A draft is rewritten until it is published; what is
 * open stays as it is, so that nobody answers to other words than they read: close it and publish anew.
 * @throws SignInFirst, OnlyPeopleCanDoThis, OnlyItsOwnPeoplePublish, OnlyForItsOwnPlace, DonorsOnlyOffer, DraftHasChanged, TooManyNeedsAndOffers, RecordNotFound, InvalidInput
 */
export async function publishNeedOrOffer(
  database: Pick<Database, "prisma">,
  acting: Acting,
  kind: NeedOrOfferKind,
  given: Publication,
): Promise<string> {
  const { viewer, now } = acting;
  const id = given.rewrites?.id ?? acting.newId();
  const wish = {
    command: `partnerships.publish-${kind.toLowerCase()}`,
    subject: { type: "NeedOrOffer", id },
    detail: { bodyId: given.bodyId, draft: given.draft === true },
  };
  return perform(database, acting, wish, async (tx) => {
    insist(mustBeSomebody(viewer));
    const body = await readPublisher(tx, viewer, given.bodyId);
    insist(mayPublish(viewer, body, kind));
    const said = checked(needOrOfferSchema(now().toISOString().slice(0, 10)), given);
    const { themes, place, titles, texts, validFrom, validUntil, ...plain } = said;
    await refuseThemesNobodyKnows(tx, themes);
    const columns = {
      ...plain,
      kind,
      status: given.draft === true ? ("DRAFT" as const) : ("OPEN" as const),
      titles,
      texts: texts ?? Prisma.DbNull,
      placeId: await readPlaceId(tx, viewer, body, place),
      validFrom: new Date(validFrom),
      validUntil: validUntil === null ? null : new Date(validUntil),
      updatedAt: now(),
    };
    if (given.rewrites == null) {
      const there = await tx.needOrOffer.count({ where: { bodyId: body.id, status: { in: ["DRAFT", "OPEN"] } } });
      if (there >= mostOfABody) throw new TooManyNeedsAndOffers(mostOfABody);
      await tx.needOrOffer.create({ data: { id, bodyId: body.id, createdAt: now(), ...columns }, select: { id: true } });
    } else {
      const { version } = given.rewrites;
      const draft = { id, kind, bodyId: body.id };
      if ((await tx.needOrOffer.count({ where: draft })) === 0) throw new RecordNotFound("draft", id.slice(0, 80), ["rewrites", "id"]);
      const { count } = await tx.needOrOffer.updateMany({
        where: { ...draft, status: "DRAFT", version },
        data: { ...columns, version: { increment: 1 } },
      });
      if (count === 0) throw new DraftHasChanged();
      await tx.needOrOfferTheme.deleteMany({ where: { needOrOfferId: id } });
    }
    await tx.needOrOfferTheme.createMany({ data: themes.map((themeCode) => ({ needOrOfferId: id, themeCode })) });
    return id;
  });
}

/**
 * Closes a need or an offer, or throws a draft away: its own people see it still, and it is paired no more. Closing twice changes nothing.
 * @throws SignInFirst, OnlyPeopleCanDoThis, OnlyItsOwnPeoplePublish, RecordNotFound
 */
export async function closeNeedOrOffer(database: Pick<Database, "prisma">, acting: Acting, id: string): Promise<void> {
  const { viewer, now } = acting;
  const wish = { command: "partnerships.close-need-or-offer", subject: { type: "NeedOrOffer", id } };
  await perform(database, acting, wish, async (tx, about) => {
    insist(mustBeSomebody(viewer));
    const found = await tx.needOrOffer.findFirst({
      where: { AND: [{ id }, needsAndOffersVisibleTo(viewer)] },
      select: { status: true, body: { select: publisherColumns } },
    });
    if (found === null) throw new RecordNotFound("need or offer", id.slice(0, 80), ["id"]);
    insist(mayClose(viewer, found.body));
    about({ before: { status: found.status }, after: { status: "CLOSED" } });
    if (found.status === "CLOSED") return;
    await tx.needOrOffer.update({
      where: { id },
      data: { status: "CLOSED", closedAt: now(), updatedAt: now(), version: { increment: 1 } },
      select: { id: true },
    });
  });
}

async function readPublisher(tx: Transaction, viewer: Viewer, id: string): Promise<Publisher> {
  const body = await tx.actingBody.findFirst({ where: { AND: [{ id }, bodiesVisibleTo(viewer)] }, select: publisherColumns });
  if (body === null) throw new RecordNotFound("body", id.slice(0, 80), ["bodyId"]);
  return body;
}

/** The place that is named, or the one the body acts for; null where it acts for none. */
async function readPlaceId(tx: Transaction, viewer: Viewer, body: Publisher, slug: string | null): Promise<string | null> {
  const place = await tx.place.findFirst({
    where: { AND: [slug === null ? { actingBodyId: body.id } : { slug }, visibleTo(viewer)] },
    select: { id: true, actingBody: { select: { id: true, parentId: true } } },
  });
  if (place === null && slug !== null) throw new RecordNotFound("place", slug.slice(0, 80), ["place"]);
  if (place !== null) insist(maySpeakOf(body, place.actingBody));
  return place?.id ?? null;
}

async function refuseThemesNobodyKnows(tx: Transaction, themes: readonly string[]): Promise<void> {
  const known = await tx.theme.findMany({ where: { code: { in: [...themes] } }, select: { code: true } });
  const unknown = themes.filter((theme) => !known.some(({ code }) => code === theme));
  if (unknown.length > 0) throw new InvalidInput(unknown.map((theme) => ({ path: ["themes"], message: `There is no theme "${theme}".` })));
}
