import { Prisma } from "@dostyk/db";
import { claimsVisibleTo, maySee, nameSeparator } from "@dostyk/evidence";
import { ClaimRef, recordOf } from "@dostyk/evidence/graphql";
import {
  builder,
  type Connection,
  enumOf,
  type GraphqlContext,
  page,
  PageInfoRef,
  pageWindow,
  recordKinds,
  RecordRef,
  RequestError,
  type Row,
  textOf,
  writeCursor,
} from "@dostyk/graphql";
import { foldForSearch } from "@dostyk/kernel";
import { queryFromInfo } from "@pothos/plugin-prisma";
import type { GraphQLResolveInfo } from "graphql";
import { nearestName } from "./did-you-mean.ts";
import { filteredEntries, type SearchConditions, SearchFilter, visibleEntries } from "./search-filter.ts";

const longestQuery = 200;

/** Order of types among equally good hits, and what may be asked for. */
const searched = [
  "PLACE",
  "PARTNERSHIP",
  "ORGANIZATION",
  "PERSON",
  "PROGRAMME",
  "ACTIVITY",
  "PRACTICE",
  "COMPETITION",
  "OUTPUT",
  "REPORT",
  "SOURCE",
  "EXTERNAL_EVENT",
  "STATEMENT",
] as const;

const SearchType = enumOf("SearchType", "A type of record search can find.", {
  PLACE: "Places.",
  PARTNERSHIP: "Partnerships.",
  ORGANIZATION: "Organizations.",
  PERSON: "People in office.",
  PROGRAMME: "Programmes.",
  ACTIVITY: "Activities.",
  PRACTICE: "Practices.",
  COMPETITION: "Competitions.",
  OUTPUT: "Outputs.",
  REPORT: "Reports.",
  SOURCE: "Sources.",
  EXTERNAL_EVENT: "Events outside the programmes.",
  STATEMENT: "Recommendations, commitments and positions.",
});

type Found = { readonly id: string; readonly type: string; readonly score: number; readonly rank: number };
type Hit = Found & {
  readonly record: Row;
  readonly tokens: readonly string[];
  /** Language of the titles. */
  readonly locale: string;
  readonly titles: unknown;
  readonly matchedAs: AliasMatch | null;
};
type AliasMatch = { readonly text: string; readonly claim: Row };

const AliasMatch = builder.objectRef<AliasMatch>("AliasMatch");
builder.objectType(AliasMatch, {
  description: "The attested name a search matched, where it is not the title.",
  fields: (t) => ({
    text: t.exposeString("text", { description: "The name as its source writes it." }),
    claim: t.field({ type: ClaimRef, description: "Where it is attested.", resolve: ({ claim }) => claim as never }),
  }),
});

const Highlight = builder.objectRef<{ text: string; matched: boolean }>("Highlight");
builder.objectType(Highlight, {
  description: "A piece of a hit's title, whether it matched or not; the pieces together are the title. Plain text, never markup.",
  fields: (t) => ({
    text: t.exposeString("text", { description: "The piece." }),
    matched: t.exposeBoolean("matched", { description: "Whether the query matched here." }),
  }),
});

const SearchHit = builder.objectRef<Hit>("SearchHit");
builder.objectType(SearchHit, {
  description: "A record a search found.",
  fields: (t) => ({
    record: t.field({ type: RecordRef, description: "What was found, of whatever type.", resolve: ({ record }) => record as never }),
    type: t.field({ type: SearchType, description: "Its type.", resolve: ({ type }) => type as never }),
    title: t.string({
      description: "Its label for a reader.",
      args: { locale: t.arg({ type: "LanguageTag", description: "Language of the label; left out, that of the search." }) },
      resolve: (hit, { locale }) => textOf(hit.titles, locale ?? hit.locale),
    }),
    score: t.exposeFloat("score", { description: "3: a name is the query; 2: a name begins with it; 1: every word is found." }),
    highlights: t.field({
      type: [Highlight],
      description: "The title in pieces, for marking what matched.",
      resolve: ({ titles, tokens, locale }) => highlight(textOf(titles, locale), tokens),
    }),
    matchedAs: t.field({
      type: AliasMatch,
      nullable: true,
      description: "The name variant that matched. Null: the title did.",
      resolve: ({ matchedAs }) => matchedAs,
    }),
  }),
});

function highlight(title: string, tokens: readonly string[]) {
  return title
    .split(/(\s+)/u)
    .map((text) => ({ text, matched: text.trim() !== "" && tokens.some((token) => foldForSearch(text).includes(token)) }));
}

const SearchEdge = builder.objectRef<{ node: Hit; cursor: string }>("SearchEdge");
builder.objectType(SearchEdge, {
  description: "A hit in a list, with its cursor.",
  fields: (t) => ({
    node: t.field({ type: SearchHit, description: "The hit.", resolve: ({ node }) => node }),
    cursor: t.exposeString("cursor", { description: "Opaque; good for this query only." }),
  }),
});

const Facet = builder.objectRef<{ type: string; count: number }>("Facet");
builder.objectType(Facet, {
  description: "How many hits are of a type.",
  fields: (t) => ({
    type: t.field({ type: SearchType, description: "What sort of record is counted.", resolve: ({ type }) => type as never }),
    count: t.exposeInt("count", { description: "Hits of it, whatever types were asked for." }),
  }),
});

type Result = {
  readonly connection: Connection;
  readonly hits: readonly Hit[];
  readonly facets: readonly { type: string; count: number }[];
  readonly asOf: Date;
  readonly types: readonly string[] | null;
  /** The name nearest to what was asked for; only where nothing is called so. */
  readonly nearest: () => Promise<string | null>;
};

function totalOf({ facets, types }: Result): number {
  return facets.filter(({ type }) => types === null || types.includes(type)).reduce((sum, { count }) => sum + count, 0);
}

const SearchConnection = builder.objectRef<Result>("SearchConnection");
builder.objectType(SearchConnection, {
  description: "A page of what a search found.",
  fields: (t) => ({
    nodes: t.field({
      type: [SearchHit],
      description: "The hits, best first.",
      complexity: 0,
      resolve: ({ connection, hits }) => page(connection, hits) as Hit[],
    }),
    edges: t.field({
      type: [SearchEdge],
      description: "The hits with their cursors.",
      complexity: 0,
      resolve: ({ connection, hits }) => page(connection, hits).map((hit) => ({ node: hit as Hit, cursor: connection.cursor(hit) })),
    }),
    pageInfo: t.field({
      type: PageInfoRef,
      description: "Where the page stands.",
      complexity: 0,
      resolve: ({ connection, hits }) => ({ connection, rows: hits }),
    }),
    totalCount: t.int({
      description: "Hits in all, of the types asked for.",
      resolve: totalOf,
    }),
    facets: t.field({ type: [Facet], description: "Hits by type.", resolve: ({ facets }) => [...facets] }),
    didYouMean: t.string({
      nullable: true,
      description: "The attested name nearest to the query, where nothing was found. Null: something was, or no name is near.",
      complexity: 20,
      resolve: (result) => (totalOf(result) > 0 ? null : result.nearest()),
    }),
    backend: t.string({ description: "Which engine answered.", resolve: () => "postgres" }),
    degraded: t.boolean({ description: "Whether a better engine is configured but did not answer.", resolve: () => false }),
    asOf: t.field({ type: "DateTime", description: "The state of the record the answer shows.", resolve: ({ asOf }) => asOf }),
  }),
});

type SearchArguments = {
  readonly query: string;
  readonly filter?: SearchConditions | null | undefined;
  readonly locale?: string | null | undefined;
  readonly types?: readonly string[] | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
};

/** The filter and score every search statement shares. Tokens are folded: letters, digits and single spaces only. */
function matching(tokens: readonly string[]) {
  const folded = tokens.join(" ");
  const bounded = Prisma.sql`${nameSeparator} || search_text || ${nameSeparator}`;
  const all = tokens.map((token) => Prisma.sql`search_text LIKE ${`%${token}%`}`);
  return {
    where: Prisma.join(all, " AND "),
    score: Prisma.sql`CASE WHEN ${bounded} LIKE ${`%${nameSeparator}${folded}${nameSeparator}%`} THEN 3 WHEN ${bounded} LIKE ${`%${nameSeparator}${folded}%`} THEN 2 ELSE 1 END`,
    rank: Prisma.sql`array_position(ARRAY[${Prisma.join([...searched])}], type::text)`,
  };
}

async function search(
  args: SearchArguments,
  context: GraphqlContext,
  info: GraphQLResolveInfo,
  path: readonly string[][],
): Promise<Result> {
  if (args.query.length > longestQuery)
    throw new RequestError("QUERY_TOO_LONG", `A search has at most ${longestQuery} characters. Ask for a few words.`);
  const tokens = foldForSearch(args.query).split(" ").filter(Boolean).slice(0, 10);
  const columns = [
    { column: "score", direction: "desc" },
    { column: "rank", direction: "asc" },
    { column: "id", direction: "asc" },
  ] as const;
  const window = pageWindow(args, "SearchConnection", tokens.join(" "), columns);
  const connection: Connection = {
    window,
    rows: () => [],
    count: () => 0,
    cursor: (hit) =>
      writeCursor({
        list: "SearchConnection",
        order: tokens.join(" "),
        values: [hit["score"] as number, hit["rank"] as number, hit["id"] as string],
      }),
  };
  const types = args.types === null || args.types === undefined || args.types.length === 0 ? null : args.types;
  const locale = args.locale ?? context.locale;
  const mayBeFound = Prisma.sql`${visibleEntries(context.viewer)} AND ${filteredEntries(args.filter ?? {}, context.viewer)}`;
  const ofTypes = types === null ? Prisma.sql`TRUE` : Prisma.sql`type::text IN (${Prisma.join([...types])})`;
  const nearest = () => nearestName(tokens.join(" "), Prisma.sql`${mayBeFound} AND ${ofTypes}`, { ...context, locale });
  const empty: Result = { connection, hits: [], facets: [], asOf: context.now, types, nearest };
  if (tokens.length === 0) return empty;
  const { where: named, score, rank } = matching(tokens);
  const where = Prisma.sql`${named} AND ${mayBeFound}`;
  const [afterScore, afterRank, afterId] = window.values ?? [];
  const beyond =
    window.values === null
      ? Prisma.sql`TRUE`
      : Prisma.sql`(-score, rank, id) > (${-Number(afterScore)}, ${Number(afterRank)}, ${String(afterId)})`;
  const found = await context.prisma.$queryRaw<Found[]>`
    SELECT id, type::text AS type, score, rank
    FROM (SELECT id, type, ${score} AS score, ${rank} AS rank FROM registry_entry AS entry WHERE ${where}) AS hits
    WHERE ${ofTypes} AND ${beyond}
    ORDER BY score DESC, rank, id
    LIMIT ${window.size + 1}`;
  const facets = await context.prisma.$queryRaw<{ type: string; count: bigint }[]>`
    SELECT type::text AS type, count(*) AS count FROM registry_entry AS entry WHERE ${where} GROUP BY type ORDER BY ${rank}`;
  const hits = await hitsOf(found, { tokens, locale }, context, info, path);
  return { ...empty, hits, facets: facets.map(({ type, count }) => ({ type, count: Number(count) })) };
}

/** The found records, read with what the operation selects, in one statement. */
async function hitsOf(
  found: readonly Found[],
  asked: Pick<Hit, "tokens" | "locale">,
  context: GraphqlContext,
  info: GraphQLResolveInfo,
  paths: readonly string[][],
): Promise<readonly Hit[]> {
  const segments = (path: readonly string[]) => [...path, "record"].map((name) => ({ name }));
  const claimSegments = (path: readonly string[]) => [...path, "matchedAs", "claim"].map((name) => ({ name }));
  const selections = recordKinds().map(({ model, typename }) => [
    model,
    // Of the ways a hit can be reached, the operation uses one or two; each is planned for every type it may be of.
    queryFromInfo({
      context,
      info,
      typeName: typename,
      paths: paths.map(segments) as never,
      select: { id: true, visibility: true } as never,
    }),
  ]);
  const claimSelection = queryFromInfo({
    context,
    info,
    typeName: "Claim",
    paths: paths.map(claimSegments) as never,
    select: { id: true } as never,
  });
  const claimSelect = { ...(claimSelection as { select: object }).select, value: true };
  const entries = await context.prisma.registryEntry.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    select: {
      id: true,
      type: true,
      titles: true,
      ...(Object.fromEntries(selections) as Record<never, never>),
      claims: { where: { property: "name", ...claimsVisibleTo(context.viewer) }, select: claimSelect },
    },
  });
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return found.flatMap((hit): Hit[] => {
    const entry = byId.get(hit.id);
    const record = recordOf(entry);
    if (entry === undefined || record === null || !maySee(context.viewer, record as { visibility: string })) return [];
    return [{ ...hit, ...asked, record, titles: entry.titles, matchedAs: aliasOf(entry, asked.tokens) }];
  });
}

function aliasOf({ titles, claims }: { titles: unknown; claims: readonly Row[] }, tokens: readonly string[]): AliasMatch | null {
  const holds = (text: string) => tokens.every((token) => foldForSearch(text).includes(token));
  if (Object.values(titles as Record<string, string>).some(holds)) return null;
  const claim = claims.find(({ value }) => holds(nameIn(value)));
  return claim === undefined ? null : { text: nameIn(claim["value"]), claim };
}

/** The name a claim on the property `name` attests; its schema was checked when it was written. */
function nameIn(value: unknown): string {
  return (value as { readonly text: string }).text;
}

const searchLocale = "Language of the hits' titles and highlights; left out, the reader's. Names are found in any language.";

builder.queryFields((t) => ({
  search: t.field({
    type: SearchConnection,
    description:
      "Finds records by any attested name, in any script: Aturay finds Atyrau, Екібастұз finds Ekibastuz. An empty query finds nothing.",
    args: {
      query: t.arg.string({ required: true, description: `What to look for; at most ${longestQuery} characters.` }),
      types: t.arg({ type: [SearchType], description: "Only records of these types; left out, all." }),
      filter: t.arg({ type: SearchFilter, description: "Which records to look through; left out, all that may be seen." }),
      locale: t.arg({ type: "LanguageTag", description: searchLocale }),
      first: t.arg.int({ description: "Hits from the start or after the cursor: 1 to 100, default 20." }),
      after: t.arg.string({ description: "Cursor of the hit before the page." }),
    },
    complexity: ({ first }) => ({ field: 5, multiplier: first ?? 20 }),
    resolve: (_root, args, context, info) => search(args, context, info, [["nodes"], ["edges", "node"]]),
  }),
  suggest: t.field({
    type: [SearchHit],
    description: "The best few hits for what has been typed so far.",
    args: {
      prefix: t.arg.string({ required: true, description: "What has been typed." }),
      locale: t.arg({ type: "LanguageTag", description: searchLocale }),
      first: t.arg.int({ description: "How many: 1 to 20, default 8." }),
    },
    complexity: ({ first }) => ({ field: 5, multiplier: first ?? 8 }),
    resolve: async (_root, { prefix, locale, first }, context, info) => {
      const { hits, connection } = await search({ query: prefix, locale, first: Math.min(first ?? 8, 20) }, context, info, [[]]);
      return [...(page(connection, hits) as Hit[])];
    },
  }),
}));
