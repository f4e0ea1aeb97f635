import { queryFromInfo } from "@pothos/plugin-prisma";
import type { FieldRef, InputFieldMap, ObjectRef } from "@pothos/core";
import type { GraphQLResolveInfo } from "graphql";
import { builder, type BuilderTypes } from "./builder.ts";
import type { GraphqlContext } from "./context.ts";
import { type SortValue, writeCursor } from "./cursor.ts";
import { limits } from "./limits.ts";
import { examinePaging, pagingAsked } from "./paging-asked.ts";
import { type PageArguments, type PageWindow, pageWindow, type SortColumn, type Where } from "./window.ts";

/** A row of a list: at least the columns its order sorts by. */
export type Row = Readonly<Record<string, unknown>>;
type MaybePromise<T> = T | Promise<T>;

/** A list's page as the connection types read it. */
export type Connection = {
  readonly rows: () => MaybePromise<readonly Row[]>;
  readonly count: () => MaybePromise<number>;
  readonly window: PageWindow;
  readonly cursor: (row: Row) => string;
};

type Edge = { readonly node: Row; readonly connection: Connection };

/** Where a page stands; for connections that bring fields of their own. */
export const PageInfoRef = builder.objectRef<{ connection: Connection; rows: readonly Row[] }>("PageInfo");
builder.objectType(PageInfoRef, {
  description: "Where a page stands in its list (Relay cursor connections).",
  fields: (t) => ({
    hasNextPage: t.boolean({
      description: "Whether records follow the page.",
      resolve: ({ connection: { window }, rows }) => (window.backward ? window.cursorGiven : rows.length > window.size),
    }),
    hasPreviousPage: t.boolean({
      description: "Whether records come before the page.",
      resolve: ({ connection: { window }, rows }) => (window.backward ? rows.length > window.size : window.cursorGiven),
    }),
    startCursor: t.string({
      nullable: true,
      description: "Cursor of the first record. Null on an empty page.",
      resolve: ({ connection, rows }) => cursorOf(connection, page(connection, rows).at(0)),
    }),
    endCursor: t.string({
      nullable: true,
      description: "Cursor of the last record. Null on an empty page.",
      resolve: ({ connection, rows }) => cursorOf(connection, page(connection, rows).at(-1)),
    }),
  }),
});

function cursorOf(connection: Connection, row: Row | undefined): string | null {
  return row === undefined ? null : connection.cursor(row);
}

/** The rows of the page, in the list's order; the row that was read only to see whether there is more is left out. */
export function page({ window }: Connection, rows: readonly Row[]): readonly Row[] {
  const kept = rows.slice(0, window.size);
  return window.backward ? kept.toReversed() : kept;
}

function then<T, R>(value: MaybePromise<T>, next: (value: T) => R): MaybePromise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

// The list that leads here has counted its records; a list among its fields must not count them again.
const counted = { field: 0, multiplier: 1 } as const;

/** A connection type: `PlaceConnection` with its edges, for a list of places. */
export type ConnectionOf = { readonly name: string; readonly node: string; readonly ref: ObjectRef<BuilderTypes, Connection> };

/**
 * The connection type of a record type. `extra` adds fields to the connection (facets of a search).
 */
export function connectionOf(node: { readonly name: string }): ConnectionOf {
  const name = node.name;
  // The node's row type differs per model; the shape is checked where the type was born.
  const nodeRef = node as unknown as ObjectRef<BuilderTypes, Row>;
  const edge = builder.objectRef<Edge>(`${name}Edge`);
  builder.objectType(edge, {
    description: `A ${name} in a list, with its cursor.`,
    fields: (t) => ({
      node: t.field({ type: nodeRef, description: "The record.", resolve: (parent) => parent.node }),
      cursor: t.string({
        description: "Opaque; stable while rows are inserted.",
        resolve: ({ connection, node: row }) => connection.cursor(row),
      }),
    }),
  });
  const ref = builder.objectRef<Connection>(`${name}Connection`);
  builder.objectType(ref, {
    description: `A page of a list of ${name} records.`,
    fields: (t) => ({
      nodes: t.field({
        type: [nodeRef],
        description: "The records of the page.",
        complexity: counted,
        resolve: (connection) => then(connection.rows(), (rows) => page(connection, rows) as Row[]),
      }),
      edges: t.field({
        type: [edge],
        description: "The records with their cursors.",
        complexity: counted,
        resolve: (connection) => then(connection.rows(), (rows) => page(connection, rows).map((row) => ({ node: row, connection }))),
      }),
      pageInfo: t.field({
        type: PageInfoRef,
        description: "Where the page stands.",
        complexity: counted,
        resolve: (connection) => then(connection.rows(), (rows) => ({ connection, rows })),
      }),
      totalCount: t.int({
        description: "Exact number of records in the whole list; counted only when asked for.",
        resolve: (connection) => connection.count(),
      }),
    }),
  });
  return { name: `${name}Connection`, node: name, ref };
}

/** The orders a list can stand in, by the value of its `orderBy` enum. The id is added as the last column of each. */
export type Orders = Readonly<Record<string, readonly SortColumn[]>>;

type FilterRef = { readonly name: string };

type ListOptions = {
  readonly of: ConnectionOf;
  readonly description: string;
  /** The first order is the default. */
  readonly orders: Orders;
  readonly orderEnum: unknown;
  readonly filter: FilterRef;
  /** The client's filter as a Prisma filter. */
  readonly toWhere: (filter: never, context: GraphqlContext) => Where;
  /** What the viewer may see, as a Prisma filter. */
  readonly visibleTo: (viewer: GraphqlContext["viewer"]) => Where;
};

type ListArguments = PageArguments & { filter?: unknown; orderBy?: string | null };

/** One list as (policy filter, order, window), which is all the database is asked for. */
function listQuery(options: ListOptions, args: ListArguments, context: GraphqlContext) {
  const order = args.orderBy ?? Object.keys(options.orders)[0] ?? "";
  const columns: readonly SortColumn[] = withId(options.orders[order] ?? []);
  const window = pageWindow(args, options.of.name, order, columns);
  const asked = args.filter === null || args.filter === undefined ? {} : options.toWhere(args.filter as never, context);
  const where: Where = { AND: [options.visibleTo(context.viewer), asked] };
  const values = (row: Row) => columns.map(({ column }) => row[column] as SortValue);
  return {
    window,
    where,
    page: window.keyset === null ? where : { AND: [where, window.keyset] },
    columns: Object.fromEntries(columns.map(({ column }) => [column, true])) as Record<string, true>,
    cursor: (row: Row) => writeCursor({ list: options.of.name, order, values: values(row) }),
  };
}

function withId(columns: readonly SortColumn[]): readonly SortColumn[] {
  return [...columns, { column: "id", direction: columns.at(-1)?.direction ?? "asc" }];
}

function pageSize({ first, last }: PageArguments): number {
  const size = first ?? last ?? limits.defaultPageSize;
  return Math.min(Math.max(size, 1), limits.pageSize);
}

type ArgBuilder = {
  int: (options: object) => never;
  string: (options: object) => never;
  (options: object): never;
};

function listArguments(arg: unknown, options: ListOptions): InputFieldMap {
  const t = arg as ArgBuilder;
  return {
    filter: t({ type: options.filter, description: "Which records; left out, all that may be seen." }),
    orderBy: t({ type: options.orderEnum, description: `Order of the list; ties stand by id. Default ${Object.keys(options.orders)[0]}.` }),
    first: t.int({
      description: `Records from the start or after the cursor: 1 to ${limits.pageSize}, default ${limits.defaultPageSize}.`,
    }),
    after: t.string({ description: "Cursor of the record before the page." }),
    last: t.int({ description: `Records from the end or before the cursor: 1 to ${limits.pageSize}.` }),
    before: t.string({ description: "Cursor of the record after the page." }),
  };
}

const nodePaths = [[{ name: "nodes" }], [{ name: "edges" }, { name: "node" }]];

type Delegate = {
  findMany: (query: object) => PromiseLike<readonly Row[]>;
  count: (query: object) => PromiseLike<number>;
};

function delegateOf(context: GraphqlContext, model: string): Delegate {
  // Every model of the client has these two; which model it is, the slice says.
  return (context.prisma as unknown as Readonly<Record<string, Delegate>>)[model] as Delegate;
}

/** Adds a list to the query type: `places(filter, orderBy, first, after, last, before)`. */
export function listField(name: string, model: string, options: ListOptions): void {
  builder.queryField(name, (t) =>
    t.field({
      type: options.of.ref,
      policy: "visible",
      description: options.description,
      args: listArguments(t.arg, options),
      complexity: (args: PageArguments) => ({ field: 1, multiplier: pageSize(args) }),
      resolve: (_root: unknown, args: ListArguments, context: GraphqlContext, info: GraphQLResolveInfo): Connection => {
        const query = listQuery(options, args, context);
        const paging = examinePaging(context, info);
        const select = (paging.cursors ? query.columns : { id: true }) as never;
        const selection = queryFromInfo({ context, info, typeName: options.of.node, paths: nodePaths, select });
        const once = lazily(() =>
          Promise.resolve(
            delegateOf(context, model).findMany({
              ...(selection as object),
              where: query.page,
              orderBy: query.window.orderBy,
              take: query.window.size + (paging.pageInfo ? 1 : 0),
            }),
          ),
        );
        return {
          window: query.window,
          cursor: query.cursor,
          rows: once,
          count: lazily(() => Promise.resolve(delegateOf(context, model).count({ where: query.where }))),
        };
      },
    } as never),
  );
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Makes a value once for each place an operation names a field at, where its arguments are the same for every row. */
function oncePerOperation<Value>(): (info: GraphQLResolveInfo, make: () => Value) => Value {
  // Every execution has variables of its own, if only an empty object.
  const made = new WeakMap<object, Map<unknown, Value>>();
  return ({ variableValues, fieldNodes: [place] }, make) => {
    const ofOperation = made.get(variableValues) ?? new Map<unknown, Value>();
    const value = ofOperation.get(place) ?? make();
    made.set(variableValues, ofOperation.set(place, value));
    return value;
  };
}

type RelatedOptions = ListOptions & {
  /** Relation of the parent's model that leads to the rows. */
  readonly relation: string;
  /** Where the relation is a table between: its relation that leads on to the record. */
  readonly through?: string;
};

type NestedQuery = (query: object, path: object) => { select?: Record<string, unknown> };

/**
 * A list inside a record, read in the same statement as the record. The field's type builder is that of any Prisma
 * object; which relation it names is checked by the schema tests.
 */
export function relatedList(t: unknown, options: RelatedOptions): FieldRef<BuilderTypes, unknown> {
  const fields = t as { field: (options: object) => FieldRef<BuilderTypes, unknown>; arg: unknown };
  const { relation, through } = options;
  const once = oncePerOperation<ReturnType<typeof listQuery>>();
  const nested = (where: Where): Where => (through === undefined ? where : { [through]: where });
  const select = (args: ListArguments, context: GraphqlContext, nestedQuery: NestedQuery, selected: () => ReadonlySet<string>) => {
    const query = listQuery(options, args, context);
    const names = selected();
    const onlyCount = [...names].every((name) => name === "totalCount" || name === "__typename");
    const orderBy = query.window.orderBy.map((order) => (through === undefined ? order : { [through]: order }));
    const paging = pagingAsked(context);
    const columns = paging.cursors ? query.columns : { id: true };
    const record = nestedQuery({ select: columns }, { getType: () => options.of.node, paths: nodePaths });
    const rows = { where: nested(query.page), orderBy, take: query.window.size + (paging.pageInfo ? 1 : 0) };
    return {
      select: {
        ...(names.has("totalCount") ? { _count: { select: { [relation]: { where: nested(query.where) } } } } : {}),
        ...(onlyCount ? {} : { [relation]: { ...rows, ...(through === undefined ? record : { select: { [through]: record } }) } }),
      },
    };
  };
  return fields.field({
    type: options.of.ref,
    description: options.description,
    args: listArguments(fields.arg, options),
    complexity: (args: PageArguments) => ({ field: 1, multiplier: pageSize(args) }),
    extensions: {
      pothosPrismaSelect: select,
      pothosPrismaLoaded: (row: Row) => row[relation] !== undefined || (row["_count"] as Row | undefined)?.[relation] !== undefined,
      readsFromRow: [],
    },
    resolve: (row: Row, args: ListArguments, context: GraphqlContext, info: GraphQLResolveInfo): Connection => {
      const query = once(info, () => listQuery(options, args, context));
      return {
        window: query.window,
        cursor: query.cursor,
        rows: () => {
          const rows = (row[relation] ?? []) as readonly Row[];
          return through === undefined ? rows : rows.map((between) => between[through] as Row);
        },
        count: () => (row["_count"] as Readonly<Record<string, number>>)[relation] ?? 0,
      };
    },
  });
}
