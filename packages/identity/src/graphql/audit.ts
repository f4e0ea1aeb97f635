import { builder, columnField, connectionOf, enumOf, listField } from "@dostyk/graphql";
import { linesVisibleTo } from "../audit/policy.ts";

const AuditDecision = enumOf("AuditDecision", "What was decided about a wish.", {
  ALLOWED: "It was done.",
  REFUSED: "It was refused, and nothing of it was done.",
});

const AuditActor = builder.enumType("AuditActor", {
  description: "What kind of viewer acted.",
  values: {
    ANONYMOUS: { value: "anonymous", description: "Somebody who had not said who they are." },
    PERSON: { value: "person", description: "A person who had signed in." },
    KEY: { value: "key", description: "A machine with an API key." },
    SYSTEM: { value: "system", description: "The node itself: a timer, or a command typed at its own machine." },
  },
});

const nothing = { nullable: true } as const;

const AuditLineRef = builder.prismaObject("AuditLine", {
  description: "One line of the audit log: who wished what, and what was decided. Everybody reads their own; an operator reads all.",
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID("id", { description: "By this the verifier names the line." }),
    at: columnField(t, "at", "DateTime", "When it was wished."),
    actor: columnField(t, "viewerKind", AuditActor, "What kind of viewer acted."),
    actorId: columnField(t, "viewerId", "ID", "The account or the key; the reason of the node itself. Null for a stranger.", nothing),
    command: t.exposeString("command", { description: "What was wished, as slice and verb: `identity.invite-member`." }),
    subjectType: t.exposeString("subjectType", { nullable: true, description: "What it was about, by type. Null: nothing in particular." }),
    subjectId: columnField(t, "subjectId", "ID", "What it was about, by id. Null: nothing in particular.", nothing),
    decision: columnField(t, "decision", AuditDecision, "What was decided."),
    refusal: t.exposeString("refusal", { nullable: true, description: "The name of the refusal. Null where the wish was allowed." }),
    detail: t.field({
      type: "JSON",
      nullable: true,
      description: "What a person may read about it. Null where it was erased.",
      select: { detail: { select: { detail: true } } },
      resolve: ({ detail }) => detail?.detail ?? null,
    }),
    beforeDigest: t.exposeString("beforeDigest", {
      nullable: true,
      description: "Salted SHA-256 of the subject before. Null where the command does not say.",
    }),
    afterDigest: t.exposeString("afterDigest", {
      nullable: true,
      description: "Salted SHA-256 of the subject after. Null where the command does not say.",
    }),
    traceId: t.exposeString("traceId", { nullable: true, description: "Finds the same request in the node's log. Null: there was none." }),
    position: t.int({
      nullable: true,
      description: "Its place in the chain, counted from 1. Null until it is sealed, which takes a minute.",
      select: { position: true },
      resolve: ({ position }) => (position === null ? null : Number(position)),
    }),
    hash: t.exposeString("hash", { nullable: true, description: "Its hash in the chain. Null until it is sealed." }),
    sealedAt: columnField(t, "sealedAt", "DateTime", "When it was sealed. Null until then.", nothing),
  }),
});

const AuditFilter = builder.inputType("AuditFilter", {
  description: "Which lines; all conditions hold together.",
  fields: (t) => ({
    command: t.string({ description: "Of this command: `identity.invite-member`." }),
    decision: t.field({ type: AuditDecision, description: "Decided so." }),
    subject: t.id({ description: "About the subject of this id." }),
    actor: t.id({ description: "Of the account or key of this id." }),
    since: t.field({ type: "DateTime", description: "At this time or later." }),
    until: t.field({ type: "DateTime", description: "Before this time." }),
  }),
});

type Filter = {
  command?: string | null;
  decision?: string | null;
  subject?: string | null;
  actor?: string | null;
  since?: Date | null;
  until?: Date | null;
};

listField("auditLog", "auditLine", {
  of: connectionOf(AuditLineRef),
  description:
    "The audit log of this node: one's own lines, an account's or a key's; an operator reads all. Empty for who has not said who they are.",
  filter: AuditFilter,
  orderEnum: enumOf("AuditOrder", "Order of the audit log.", { NEWEST: "Latest first.", OLDEST: "Earliest first." }),
  orders: { NEWEST: [{ column: "at", direction: "desc" }], OLDEST: [{ column: "at", direction: "asc" }] },
  visibleTo: linesVisibleTo,
  toWhere: ({ command, decision, subject, actor, since, until }: Filter) => ({
    ...(command ? { command } : {}),
    ...(decision ? { decision } : {}),
    ...(subject ? { subjectId: subject } : {}),
    ...(actor ? { viewerId: actor } : {}),
    ...(since || until ? { at: { ...(since ? { gte: since } : {}), ...(until ? { lt: until } : {}) } } : {}),
  }),
});
