import {
  allTexts,
  builder,
  type GraphqlContext,
  globalId,
  localeDescription,
  readRecord,
  type RecordKind,
  recordKinds,
  RecordRef,
  textOf,
  TextRef,
} from "@dostyk/graphql";
import type { FieldRef } from "@pothos/core";
import { claimsVisibleTo, maySee, visibleTo } from "../policy.ts";
import { AbsenceRef, ClaimRef } from "./claim.ts";
import { DisputeRef } from "./dispute.ts";

type Fields = Readonly<Record<string, FieldRef<never, never>>>;
type Nested = (query: object, path?: readonly string[], type?: string) => object;
type Row = Readonly<Record<string, unknown>>;

// Interfaces name these fields too, so that a question may ask them of any record.
builder.interfaceFields(RecordRef, (t) => ({
  claims: t.field({
    type: [ClaimRef],
    description: "Every claim about the record, with its source and lines. Deprecated ones are kept and say so.",
    args: { property: t.arg.string({ description: "Only claims on this property." }) },
    resolve: unreachable,
  }),
  disputes: t.field({ type: [DisputeRef], description: "Properties on which live claims cannot all hold.", resolve: unreachable }),
  absences: t.field({
    type: [AbsenceRef],
    description: "Why values are missing: not stated, withheld, not applicable.",
    resolve: unreachable,
  }),
}));

function unreachable(): never {
  throw new Error("Every type of record brings its own resolver for this field.");
}

/**
 * The fields every record type has. `t` is the field builder of a Prisma object whose model has the identity columns and
 * the relation `registry`.
 */
export function recordFields(t: unknown, typename: string): Record<string, never> {
  const fields = t as {
    id: (options: object) => FieldRef<never, never>;
    string: (options: object) => FieldRef<never, never>;
    field: (options: object) => FieldRef<never, never>;
    arg: { (options: object): object; string: (options: object) => object };
  };
  const list = (name: string, type: unknown, description: string, query: (args: never, context: GraphqlContext) => object, args = {}) =>
    fields.field({
      type: [type],
      description,
      args,
      select: (given: never, context: GraphqlContext, nested: Nested) => ({
        registry: { select: { [name]: nested(query(given, context)) } },
      }),
      extensions: { readsFromRow: ["registry"] },
      resolve: (row: { registry: Row }) => row.registry[name],
    });
  const column = (name: string, type: string, description: string) =>
    fields.field({ type, description, select: { [name]: true }, resolve: (row: Row) => row[name] });
  const identity: Fields = {
    id: fields.id({ description: "Opaque global id.", select: { id: true }, resolve: (row: { id: string }) => globalId(typename, row.id) }),
    uri: column("uri", "URL", "The record's name for the whole world. Never changes."),
    slug: column("slug", "String", "Readable name in addresses."),
    homeNode: column("homeNode", "URL", "The only node that writes this record."),
    createdAt: column("createdAt", "DateTime", "When the record came to its home node."),
    updatedAt: column("updatedAt", "DateTime", "When it last changed."),
    claims: list(
      "claims",
      ClaimRef,
      "Every claim about the record, with its source and lines. Deprecated ones are kept and say so.",
      ({ property }: { property?: string | null }, { viewer }) => ({
        where: { ...claimsVisibleTo(viewer), ...(property ? { property } : {}) },
        orderBy: [{ property: "asc" }, { qualifier: "asc" }, { sourceId: "asc" }, { lineStart: "asc" }, { id: "asc" }],
      }),
      { property: fields.arg.string({ description: "Only claims on this property." }) },
    ),
    disputes: list("disputes", DisputeRef, "Properties on which live claims cannot all hold.", () => ({
      orderBy: [{ property: "asc" }, { qualifier: "asc" }],
    })),
    absences: list("absences", AbsenceRef, "Why values are missing: not stated, withheld, not applicable.", () => ({
      orderBy: { property: "asc" },
    })),
  };
  // The fields fit every record's model; Pothos would have this function written once for each.
  return identity as unknown as Record<string, never>;
}

/** The localized title and all its languages, under the names the type uses (`title`/`titles`, `name`/`…`). */
export function titleFields(t: unknown, name: string, all: string): Record<string, never> {
  const fields = t as { field: (options: object) => FieldRef<never, never>; arg: (options: object) => object };
  const made: Fields = {
    [name]: fields.field({
      type: "String",
      description: "The record's label for a reader.",
      args: { locale: fields.arg({ type: "LanguageTag", description: localeDescription }) },
      select: { titles: true },
      resolve: ({ titles }: Row, { locale }: { locale?: string | null }, context: GraphqlContext) =>
        textOf(titles, locale ?? context.locale),
    }),
    [all]: fields.field({
      type: [TextRef],
      description: "The label in every language it has.",
      select: { titles: true },
      resolve: ({ titles }: Row) => allTexts(titles),
    }),
  };
  return made as unknown as Record<string, never>;
}

/** A registry entry's own record, of whatever type, read in the same statement. Null where the viewer may not see it. */
export function recordThrough(t: unknown, relation: string, description: string): never {
  const fields = t as { field: (options: object) => never };
  return fields.field({
    type: RecordRef,
    description,
    select: (_args: unknown, _context: GraphqlContext, nested: Nested) => ({
      [relation]: {
        select: { type: true, ...Object.fromEntries(recordKinds().map(({ model, typename }) => [model, nested({}, [], typename)])) },
      },
    }),
    extensions: { readsFromRow: [relation] },
    resolve: (row: Readonly<Record<string, Row>>) => recordOf(row[relation]),
  });
}

/** The row of the record a registry entry stands for, marked with its GraphQL type. */
export function recordOf(entry: Row | undefined): Row | null {
  const kind = recordKinds().find(({ type }) => type === entry?.["type"]);
  const record = kind === undefined ? undefined : entry?.[kind.model];
  return kind === undefined || record === null || record === undefined ? null : { ...record, __typename: kind.typename };
}

/** Adds `place(slug)` and its like to the query type. A former slug leads to the record too; its `slug` says the present one. */
export function slugField(name: string, kind: RecordKind, ref: unknown): void {
  builder.queryField(name, (t) =>
    t.field({
      type: ref as typeof RecordRef,
      policy: "visible",
      nullable: true,
      description: `A ${name} by slug. Null where there is none or it is hidden.`,
      args: { slug: t.arg.string({ required: true, description: "Its slug, or a former one." }) },
      // One after the other: asked for either, the database looks through all records for want of one index for both.
      resolve: async (_root, { slug }, context, info) =>
        (await readRecord(kind, { slug }, context, info)) ??
        readRecord(kind, { registry: { aliases: { some: { type: kind.type, slug } } } }, context, info),
    }),
  );
}

/** A field that leads to one other record. Null where there is none or the viewer may not see it: the two are told alike. */
export function relatedRecord(t: unknown, relation: string, type: unknown, description: string): never {
  const fields = t as { field: (options: object) => never };
  return fields.field({
    type,
    nullable: true,
    description,
    select: (_args: unknown, _context: GraphqlContext, nested: Nested) => ({ [relation]: nested({ select: { visibility: true } }) }),
    extensions: { readsFromRow: [relation] },
    resolve: (row: Readonly<Record<string, { visibility: string } | null>>, _args: unknown, { viewer }: GraphqlContext) => {
      const record = row[relation] ?? null;
      return record !== null && maySee(viewer, record) ? record : null;
    },
  });
}

/** The claim a row rests on. Null where there is none, or where the viewer may not see its source or what it speaks of. */
export function claimField(t: unknown, description: string): never {
  return guardedClaim(t, "claim", `${description} Null: none, or not for this reader.`);
}

/** A relation to one claim, guarded as `claimField` is. */
export function guardedClaim(t: unknown, relation: string, description: string): never {
  const fields = t as { field: (options: object) => never };
  return fields.field({
    type: ClaimRef,
    nullable: true,
    description,
    select: (_args: unknown, { viewer }: GraphqlContext, nested: Nested) => ({
      [relation]: nested({
        select: {
          source: { select: { visibility: true } },
          _count: { select: { references: { where: { record: { NOT: visibleTo(viewer) } } } } },
        },
      }),
    }),
    extensions: { readsFromRow: [relation] },
    resolve: (row: Readonly<Record<string, GuardedClaim | null>>, _args: unknown, { viewer }: GraphqlContext) => {
      const claim = row[relation] ?? null;
      return claim !== null && maySee(viewer, claim.source) && claim._count.references === 0 ? claim : null;
    },
  });
}

type GuardedClaim = { readonly source: { readonly visibility: string }; readonly _count: { readonly references: number } };
