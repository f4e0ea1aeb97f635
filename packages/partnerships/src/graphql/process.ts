import { maySee } from "@dostyk/evidence";
import { builder, columnField, dateField, enumOf, type GraphqlContext, PartialDateRef, textField } from "@dostyk/graphql";
import type { StatementAct } from "../partnership-process.ts";
import { statementActs, stateOf } from "../partnership-process.ts";
import { mayState } from "../policy.ts";
import type { Terms } from "../statement-input.ts";
import { lifeColumns, lifeOf, type LifeRow, ruled, termsOf } from "../store.ts";
import { PartnershipKind, PartnershipRef, PartnershipStatus, PartyRef } from "./partnership.ts";

const StatementActEnum = enumOf<StatementAct>("StatementAct", "What a party can say, for itself.", {
  PROPOSE: "It offers terms to the others, and accepts them.",
  AMEND: "It offers new terms, and accepts them; what was agreed holds until all others have confirmed.",
  CONFIRM: "It accepts the latest terms.",
  DECLINE: "It does not accept the latest terms.",
  SUSPEND: "It stops for a time.",
  MARK_DORMANT: "It has seen nothing happen for long.",
  RESUME: "It is at work again.",
  END: "It ends the partnership, which is final; before agreement it withdraws.",
});

const TermsRef = builder.objectRef<Terms & { readonly version: number }>("PartnershipTerms");
builder.objectType(TermsRef, {
  description: "What parties agree on, as one of them offered it.",
  fields: (t) => ({
    version: t.exposeInt("version", { description: "Rises with each amendment, from 1." }),
    title: t.exposeString("title", { description: "What the partnership is called." }),
    summary: t.string({
      nullable: true,
      description: "What it is about. Null: nothing to add.",
      resolve: ({ summary }) => summary ?? null,
    }),
    language: t.field({ type: "LanguageTag", description: "The language they are written in.", resolve: ({ language }) => language }),
    kind: t.field({ type: PartnershipKind, description: "What sort of partnership.", resolve: ({ kind }) => kind }),
    themes: t.stringList({ description: "Codes of its themes.", resolve: ({ themes }) => [...themes] }),
    starts: t.field({
      type: PartialDateRef,
      nullable: true,
      description: "When it begins. Null: with the last confirmation.",
      resolve: ({ starts }) => starts ?? null,
    }),
  }),
});

type Nested = (query: object) => object;
type Side = { readonly visibility: string } | null;
type Party = { readonly position: number; readonly place: Side; readonly organization: Side };

/** The party of a row that has its partnership and its position. `t` is the field builder of that row's model. */
export function partyField(t: unknown, description: string): never {
  const fields = t as { field: (options: object) => never };
  const visibility = { select: { visibility: true } };
  return fields.field({
    type: PartyRef,
    nullable: true,
    description,
    select: (_args: unknown, _context: GraphqlContext, nested: Nested) => ({
      position: true,
      partnership: { select: { parties: nested({ select: { position: true, place: visibility, organization: visibility } }) } },
    }),
    extensions: { readsFromRow: ["position", "partnership"] },
    resolve: (row: { position: number; partnership: { parties: readonly Party[] } }, _args: unknown, { viewer }: GraphqlContext) => {
      const party = row.partnership.parties.find(({ position }) => position === row.position);
      const side = party?.place ?? party?.organization ?? null;
      return side !== null && maySee(viewer, side) ? party : null;
    },
  });
}

export const StatementRef = builder.prismaObject("PartnershipStatement", {
  description: "What one party has said about a partnership. It is never changed; a later one answers it.",
  select: { sequence: true },
  fields: (t) => ({
    version: t.exposeInt("sequence", { description: "The version the partnership has by it, counted from 1." }),
    party: partyField(t, "The party that speaks. Null: hidden from the viewer."),
    act: columnField(t, "act", StatementActEnum, "What it says."),
    termsVersion: columnField(t, "termsVersion", "Int", "The version of the terms it is about."),
    terms: t.field({
      type: TermsRef,
      nullable: true,
      description: "The terms it offers. Null where it offers none.",
      select: { terms: true, termsVersion: true },
      resolve: ({ terms, termsVersion }) => (terms === null ? null : { ...(terms as Terms), version: termsVersion }),
    }),
    on: dateField(t, "onEdtf", "Since when it holds.", { nullable: false }),
    reason: textField(t, "reason", "Why. Null: not stated.", { nullable: true }),
    decider: textField(t, "decider", "Who decided. Null: not stated.", { nullable: true }),
    at: columnField(t, "at", "DateTime", "When it was made."),
  }),
});

const ordered = { orderBy: { sequence: "asc" } } as const;
const judged = { parties: { select: { position: true }, orderBy: { position: "asc" } }, statements: lifeColumns.statements } as const;

const ProcessRef = builder.prismaObject("Partnership", {
  variant: "PartnershipProcess",
  description: "How a partnership comes to stand where it stands: what each party has said, and what is agreed.",
  select: { id: true, version: true },
  fields: (t) => ({
    version: t.exposeInt("version", { description: "How many statements were made. Whoever makes one says which version they saw." }),
    statements: t.relation("statements", { description: "All statements, oldest first.", query: ordered }),
    agreed: t.field({
      type: TermsRef,
      nullable: true,
      description: "The terms every party accepts, which hold. Null: none yet.",
      select: judged,
      resolve: (row) => termsIn(row, "agreed"),
    }),
    latest: t.field({
      type: TermsRef,
      nullable: true,
      description: "The latest terms offered: those that hold, or the proposal or amendment that waits for answers or was declined.",
      select: judged,
      resolve: (row) => termsIn(row, "latest"),
    }),
  }),
});

builder.prismaObjectFields(PartnershipRef, (t) => ({
  process: t.variant(ProcessRef, {
    description: "What its parties have said. Null: known from documents alone.",
    // The variant always selects its version.
    isNull: (row: object) => (row as { readonly version: number }).version === 0,
  }),
}));

function termsIn({ parties, statements }: Pick<LifeRow, "statements"> & { parties: readonly unknown[] }, which: "agreed" | "latest") {
  const ref = stateOf(parties.length, statements.map(ruled))?.[which] ?? null;
  return ref === null ? null : { ...termsOf(statements, ref), version: ref.version };
}

type PartyInLife = { readonly position: number; readonly partnership: LifeRow };
const inLife = { position: true, partnership: { select: lifeColumns } } as const;

builder.prismaObjectFields(PartyRef, (t) => ({
  actions: t.field({
    type: [StatementActEnum],
    description: "What the viewer may say for this party now. Empty for all but its people, and where nothing is open.",
    select: inLife,
    resolve: ({ position, partnership }: PartyInLife, _args: object, { viewer, homeNode }: GraphqlContext) => {
      const life = lifeOf(partnership, homeNode);
      return statementActs.filter((act) => mayState(viewer, life, position, act) === null);
    },
  }),
  standing: t.field({
    type: PartnershipStatus,
    nullable: true,
    description: "How it stands in what is agreed: ACTIVE, DORMANT or SUSPENDED. Null: nothing is agreed, or it is over.",
    select: inLife,
    resolve: ({ position, partnership }: PartyInLife) => {
      const state = stateOf(partnership.parties.length, partnership.statements.map(ruled));
      return state === null || state.agreed === null || state.status === "ENDED" ? null : (state.parties[position]?.standing ?? null);
    },
  }),
}));
