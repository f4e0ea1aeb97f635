import { PlaceRef, ThemeRef } from "@dostyk/directory/graphql";
import { visibleTo } from "@dostyk/evidence";
import { relatedRecord, titleFields } from "@dostyk/evidence/graphql";
import {
  allTexts,
  builder,
  columnField,
  connectionOf,
  enumOf,
  type GraphqlContext,
  listField,
  PartialDateRef,
  textField,
  TextRef,
} from "@dostyk/graphql";
import { currentOn, type NeedOrOfferKind } from "../need-or-offer.ts";
import { mayClose, needsAndOffersVisibleTo, type Publisher } from "../policy.ts";

export const NeedOrOfferKindEnum = enumOf<NeedOrOfferKind>("NeedOrOfferKind", "Which side of a pairing.", {
  NEED: "What somebody looks for.",
  OFFER: "What somebody can give.",
});

const NeedOrOfferStatus = enumOf("NeedOrOfferStatus", "Where a need or an offer stands.", {
  DRAFT: "Being written; seen by its own people alone.",
  OPEN: "Published, and looked at by everybody.",
  CLOSED: "Over, or withdrawn; seen by its own people, and by operators.",
});

const publisher = { select: { id: true, kind: true, parentId: true, name: true } } as const;
type Published = { readonly body: Publisher & { readonly name: string } };

export const NeedOrOfferRef = builder.prismaObject("NeedOrOffer", {
  description: "What a city, an association or a donor looks for in a partner, or can give one. Open ones are public.",
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID("id", { description: "For `needOrOffer`, `matches` and `pairings`." }),
    kind: columnField(t, "kind", NeedOrOfferKindEnum, "Need or offer."),
    status: columnField(t, "status", NeedOrOfferStatus, "Where it stands."),
    publishedBy: t.string({
      description: "Name of the body that speaks.",
      select: { body: publisher },
      resolve: (row) => (row as unknown as Published).body.name,
    }),
    place: relatedRecord(t, "place", PlaceRef, "The place it is for. Null: none, or hidden from the viewer."),
    ...titleFields(t, "title", "titles"),
    text: textField(t, "texts", "What it is about, in a reader's language. Null: nothing to add.", { nullable: true }),
    texts: t.field({
      type: [TextRef],
      description: "The text in every language it has.",
      select: { texts: true },
      resolve: ({ texts }) => allTexts(texts),
    }),
    themes: t.field({
      type: [ThemeRef],
      description: "What it is about, by code list. Empty: not said.",
      select: (_args, _context, nested) => ({ themes: { orderBy: { themeCode: "asc" }, select: { theme: nested({}) } } }),
      extensions: { readsFromRow: ["themes"] },
      resolve: ({ themes }) => themes.map(({ theme }) => theme) as never,
    }),
    languages: columnField(t, "languages", ["LanguageTag"], "Languages its people can work in. Empty: not said."),
    people: t.exposeInt("people", { nullable: true, description: "People at a visit: who would come, or can be hosted. Null: not said." }),
    mostPartners: t.exposeInt("mostPartners", { description: "Partners it takes at most." }),
    population: t.exposeInt("population", { nullable: true, description: "Inhabitants, on the body's own word. Null: not said." }),
    sizeLeast: t.exposeInt("sizeLeast", { nullable: true, description: "Fewest inhabitants wanted of a partner's place. Null: any." }),
    sizeMost: t.exposeInt("sizeMost", { nullable: true, description: "Most inhabitants wanted of a partner's place. Null: any." }),
    validFrom: t.field({
      type: PartialDateRef,
      description: "The first day it holds.",
      select: { validFrom: true },
      resolve: ({ validFrom }) => dayOf(validFrom),
    }),
    validUntil: t.field({
      type: PartialDateRef,
      nullable: true,
      description: "The last day it holds. Null: until it is closed.",
      select: { validUntil: true },
      resolve: ({ validUntil }) => (validUntil === null ? null : dayOf(validUntil)),
    }),
    version: t.exposeInt("version", { description: "For whoever rewrites a draft: says which one they have read." }),
    mayClose: t.boolean({
      description: "Whether the viewer may close it.",
      select: { body: publisher },
      resolve: (row, _args, { viewer }) => mayClose(viewer, (row as unknown as Published).body) === null,
    }),
    createdAt: columnField(t, "createdAt", "DateTime", "When it was first written."),
    updatedAt: columnField(t, "updatedAt", "DateTime", "When it was last changed."),
    closedAt: columnField(t, "closedAt", "DateTime", "When it was closed. Null: it was not.", { nullable: true }),
  }),
});

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

const NeedOrOfferFilter = builder.inputType("NeedOrOfferFilter", {
  description: "Which needs and offers; all conditions hold together.",
  fields: (t) => ({
    kind: t.field({ type: NeedOrOfferKindEnum, description: "Only needs, or only offers." }),
    status: t.field({ type: NeedOrOfferStatus, description: "Standing here." }),
    place: t.string({ description: "For the place of this slug." }),
    country: t.string({ description: "For a place in the country of this ISO 3166-1 alpha-2 code." }),
    theme: t.string({ description: "On the theme of this code." }),
    body: t.id({ description: "Of the body of this id." }),
    current: t.boolean({ description: "True: only those whose time has begun and is not over." }),
  }),
});

type Filter = {
  kind?: string | null;
  status?: string | null;
  place?: string | null;
  country?: string | null;
  theme?: string | null;
  body?: string | null;
  current?: boolean | null;
};

listField("needsAndOffers", "needOrOffer", {
  of: connectionOf(NeedOrOfferRef),
  description: "What cities, associations and donors look for and can give: open ones, and the viewer's own drafts and closed ones.",
  filter: NeedOrOfferFilter,
  orderEnum: enumOf("NeedOrOfferOrder", "Order of a list of needs and offers.", {
    NEWEST: "Latest first.",
    UPDATED: "Last changed first.",
  }),
  orders: {
    NEWEST: [{ column: "createdAt", direction: "desc" }],
    UPDATED: [{ column: "updatedAt", direction: "desc" }],
  },
  visibleTo: needsAndOffersVisibleTo,
  toWhere: ({ kind, status, place, country, theme, body, current }: Filter, { viewer, now }: GraphqlContext) => ({
    AND: [
      place ? { place: { slug: place, ...visibleTo(viewer) } } : {},
      country ? { place: { countryCode: country.toUpperCase(), ...visibleTo(viewer) } } : {},
      current ? currentOn(now) : {},
    ],
    ...(kind ? { kind } : {}),
    ...(status ? { status } : {}),
    ...(theme ? { themes: { some: { themeCode: theme } } } : {}),
    ...(body ? { bodyId: body } : {}),
  }),
});

builder.queryField("needOrOffer", (t) =>
  t.prismaField({
    type: NeedOrOfferRef,
    policy: "visible",
    nullable: true,
    description: "A need or an offer by id. Null where there is none or it is hidden from the viewer.",
    args: { id: t.arg.id({ required: true, description: "From an `id` field of a need or an offer." }) },
    resolve: (query, _root, { id }, { prisma, viewer }) =>
      prisma.needOrOffer.findFirst({ ...query, where: { AND: [{ id }, needsAndOffersVisibleTo(viewer)] } }),
  }),
);
