import { isUlid, parseRecordUri } from "@dostyk/kernel";
import { queryFromInfo } from "@pothos/plugin-prisma";
import type { GraphQLResolveInfo } from "graphql";
import { builder } from "./builder.ts";
import type { GraphqlContext } from "./context.ts";
import { BadPage, RequestError } from "./errors.ts";
import { limits } from "./limits.ts";
import { examinePaging } from "./paging-asked.ts";
import { recordKind, type RecordKind, recordKinds } from "./record-kinds.ts";
import type { Where } from "./window.ts";

/** Any record's row: its identity. */
export type RecordRow = { readonly id: string };

export const NodeRef = builder.interfaceRef<RecordRow>("Node");
builder.interfaceType(NodeRef, {
  description: "Anything with a global id (Relay).",
  fields: (t) => ({ id: t.id({ description: "Opaque global id, good for `node`." }) }),
  resolveType: typenameOf,
});

export const RecordRef = builder.interfaceRef<RecordRow>("Record");
builder.interfaceType(RecordRef, {
  description: "What every record of the network has: identity, provenance and the claims it rests on.",
  interfaces: [NodeRef],
  fields: (t) => ({
    uri: t.field({ type: "URL", description: "The record's name for the whole world, under its home node. Never changes." }),
    slug: t.string({ description: "Readable name in addresses, unique within the type. Former slugs go on working." }),
    homeNode: t.field({ type: "URL", description: "The only node that writes this record." }),
    createdAt: t.field({ type: "DateTime", description: "When the record came to its home node." }),
    updatedAt: t.field({ type: "DateTime", description: "When it last changed; for harvesting with `updatedSince`." }),
  }),
  resolveType: typenameOf,
});

function typenameOf(row: unknown): string | undefined {
  const name = (row as { __typename?: unknown }).__typename;
  return typeof name === "string" ? name : undefined;
}

/** The global id of a record: readable, and made without a promise. */
export function globalId(typename: string, id: string): string {
  return `${typename}:${id}`;
}

/** The type and id in a global id. @throws RequestError BAD_ID */
export function readGlobalId(id: string): { kind: RecordKind; id: string } {
  const [typename = "", ulid = "", ...rest] = id.split(":");
  const kind = recordKind(typename);
  if (id.length > 80 || rest.length > 0 || kind === undefined || !isUlid(ulid))
    throw new RequestError("BAD_ID", `"${id.slice(0, 80)}" is no id of this API. Take ids from the "id" fields of its answers.`);
  return { kind, id: ulid };
}

type Finder = { findFirst: (query: object) => PromiseLike<RecordRow | null> };

/** One record by a unique filter, read with what the operation selects; null where hidden or missing. */
export async function readRecord(
  kind: RecordKind,
  where: Where,
  context: GraphqlContext,
  info: GraphQLResolveInfo,
): Promise<RecordRow | null> {
  examinePaging(context, info);
  const selection = queryFromInfo({ context, info, typeName: kind.typename, select: { id: true } as never });
  // Every record's model has findFirst; which model it is, the slice says.
  const finder = (context.prisma as unknown as Readonly<Record<string, Finder>>)[kind.model] as Finder;
  const row = await finder.findFirst({ ...(selection as object), where: { AND: [where, kind.visibleTo(context.viewer)] } });
  return row === null ? null : ({ ...row, __typename: kind.typename } as RecordRow);
}

builder.queryFields((t) => ({
  node: t.field({
    policy: "visible",
    type: NodeRef,
    nullable: true,
    description: "A record by its global id. Null where there is none or it is hidden.",
    args: { id: t.arg.id({ required: true, description: "From an `id` field." }) },
    resolve: (_root, args, context, info) => {
      const { kind, id } = readGlobalId(args.id);
      return readRecord(kind, { id }, context, info);
    },
  }),
  nodes: t.field({
    policy: "visible",
    type: [NodeRef],
    nullable: { list: false, items: true },
    description: `Records by their global ids, in the order asked; null for each that is missing or hidden. At most ${limits.pageSize}.`,
    args: { ids: t.arg.idList({ required: true, description: "From `id` fields." }) },
    complexity: (args) => ({ field: 1, multiplier: args.ids.length }),
    resolve: async (_root, args, context, info) => {
      if (args.ids.length > limits.pageSize) throw new BadPage(`"ids" has ${args.ids.length} ids; at most ${limits.pageSize} at once.`);
      return readTogether(args.ids.map(readGlobalId), context, info);
    },
  }),
  record: t.field({
    policy: "visible",
    type: RecordRef,
    nullable: true,
    description: "A record by its URI. Null where there is none or it is hidden.",
    args: { uri: t.arg({ type: "URL", required: true, description: "The record's URI." }) },
    resolve: async (_root, args, context, info) => {
      if (parseRecordUri(args.uri) === null)
        throw new RequestError("BAD_URI", `"${args.uri.slice(0, 80)}" is no URI of a record. Take URIs from the "uri" fields of answers.`);
      const entry = await context.prisma.registryEntry.findUnique({ where: { uri: args.uri }, select: { id: true, type: true } });
      const kind = entry === null ? undefined : recordKinds().find(({ type }) => type === entry.type);
      return entry === null || kind === undefined ? null : readRecord(kind, { id: entry.id }, context, info);
    },
  }),
}));

type ManyFinder = { findMany: (query: object) => PromiseLike<readonly (RecordRow & { readonly uri?: string })[]> };

/** A record of a known type that is looked for by its id or by its URI. */
export type WantedRecord = { readonly kind: RecordKind } & ({ readonly id: string } | { readonly uri: string });

/**
 * Records of mixed types in the order given, null for each that is missing or hidden: one statement for each type among
 * them, with what the operation selects.
 */
export async function readTogether(
  wanted: readonly WantedRecord[],
  context: GraphqlContext,
  info: GraphQLResolveInfo,
): Promise<(RecordRow | null)[]> {
  examinePaging(context, info);
  const found = new Map<string, RecordRow>();
  const wantedKinds = new Set(wanted.map(({ kind }) => kind));
  await Promise.all(
    [...wantedKinds].map(async (kind) => {
      const ofKind = wanted.filter((one) => one.kind === kind);
      const ids = ofKind.flatMap((one) => ("id" in one ? [one.id] : []));
      const uris = ofKind.flatMap((one) => ("uri" in one ? [one.uri] : []));
      const columns = uris.length === 0 ? { id: true } : { id: true, uri: true };
      const selection = queryFromInfo({ context, info, typeName: kind.typename, select: columns as never });
      const finder = (context.prisma as unknown as Readonly<Record<string, ManyFinder>>)[kind.model] as ManyFinder;
      const named = uris.length === 0 ? { id: { in: ids } } : { OR: [{ id: { in: ids } }, { uri: { in: uris } }] };
      const rows = await finder.findMany({ ...(selection as object), where: { AND: [named, kind.visibleTo(context.viewer)] } });
      for (const row of rows) {
        const record = { ...row, __typename: kind.typename } as RecordRow;
        found.set(keyOf({ kind, id: row.id }), record);
        if (row.uri !== undefined) found.set(keyOf({ kind, uri: row.uri }), record);
      }
    }),
  );
  return wanted.map((one) => found.get(keyOf(one)) ?? null);
}

function keyOf(wanted: WantedRecord): string {
  return `${wanted.kind.typename} ${"id" in wanted ? wanted.id : wanted.uri}`;
}
