import {
  builder,
  type Connection,
  type GraphqlContext,
  page,
  PageInfoRef,
  pageWindow,
  readGlobalId,
  RequestError,
  writeCursor,
} from "@dostyk/graphql";
import { canonicalJson } from "@dostyk/kernel";
import { completions, type SearchAnswer, searchLimits, similarTo } from "@dostyk/search";
import { createHash } from "node:crypto";
import type { GraphQLResolveInfo } from "graphql";
import { audienceOf, searchIndexOf } from "./engine.ts";
import { Facet, FacetGroup, facetGroups, typeCounts } from "./facets.ts";
import { conditionsOf, type SearchConditions, SearchFilter } from "./filter.ts";
import { type Hit, SearchHit, SearchType } from "./hit.ts";
import { readHits } from "./read-hits.ts";

const SearchEdge = builder.objectRef<{ node: Hit; cursor: string }>("SearchEdge");
builder.objectType(SearchEdge, {
  description: "A hit in a list, with its cursor.",
  fields: (t) => ({
    node: t.field({ type: SearchHit, description: "The hit.", resolve: ({ node }) => node }),
    cursor: t.exposeString("cursor", { description: "Opaque; good for this query only." }),
  }),
});

type Result = {
  readonly connection: Connection;
  readonly hits: readonly Hit[];
  readonly answer: SearchAnswer;
  readonly locale: string;
  /** Whether the page before was answered by another engine, so that hits may be missed or met twice. */
  readonly engineChanged: boolean;
};

const SearchConnection = builder.objectRef<Result>("SearchConnection");
builder.objectType(SearchConnection, {
  description: `A page of what a search found. A list of hits ends at ${searchLimits.hits}; the total may be larger: then narrow the search.`,
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
    totalCount: t.int({ description: "Hits in all, of the types asked for.", resolve: ({ answer }) => answer.total }),
    facets: t.field({ type: [Facet], description: "Hits by type.", resolve: ({ answer }) => typeCounts(answer.facets) }),
    facetGroups: t.field({
      type: [FacetGroup],
      description: "What else the search can be narrowed by, with how many hits each value leaves.",
      resolve: ({ answer, locale }) => facetGroups(answer.facets, locale),
    }),
    didYouMean: t.string({
      nullable: true,
      description:
        "The question as it may have been meant: nearest attested name or words, or what the same keys write on another keyboard. The hits are those of it too. Null: every word is known, or nothing is near.",
      resolve: ({ answer }) => answer.correction,
    }),
    backend: t.string({ description: "Which engine answered: postgres or meilisearch.", resolve: ({ answer }) => answer.backend }),
    degraded: t.boolean({
      description: "Whether a better engine is configured but did not answer, or the answer is not whole.",
      resolve: ({ answer, engineChanged }) => answer.degraded || engineChanged,
    }),
    asOf: t.field({
      type: "DateTime",
      description: "The answer shows every change made before this moment.",
      resolve: ({ answer }) => answer.asOf,
    }),
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

const columns = [
  { column: "rank", direction: "asc" },
  { column: "backend", direction: "asc" },
] as const;

async function search(args: SearchArguments, context: GraphqlContext, info: GraphQLResolveInfo): Promise<Result> {
  refuseLong(args.query);
  const filter = args.filter ?? {};
  const kinds = args.types === null || args.types === undefined || args.types.length === 0 ? null : args.types;
  const locale = args.locale ?? context.locale;
  const asked = { text: args.query, kinds, filter: conditionsOf(filter) };
  // A cursor is good for its own question alone.
  const order = createHash("sha256").update(canonicalJson(asked)).digest("base64url").slice(0, 16);
  const window = pageWindow(args, "SearchConnection", order, columns);
  const [rank, backend] = window.values ?? [];
  const offset = typeof rank === "number" && Number.isSafeInteger(rank) && rank >= 0 ? rank + 1 : 0;
  const empty = args.query.trim() === "" && args.filter == null && kinds === null;
  const limit = Math.max(0, Math.min(window.size + 1, searchLimits.hits - offset));
  const question = { ...asked, audience: audienceOf(context.viewer), locale, limit, offset, counts: true };
  const answer = empty ? nothing(context.now) : await searchIndexOf(context.prisma, () => context.now).search(question);
  const found = answer.hits.map((hit, index) => ({ ...hit, rank: offset + index }));
  const connection: Connection = {
    window,
    rows: () => [],
    count: () => answer.total,
    cursor: (hit) => writeCursor({ list: "SearchConnection", order, values: [hit["rank"] as number, answer.backend] }),
  };
  const hits = await readHits(found, { tokens: answer.tokens, locale }, context, info, [["nodes"], ["edges", "node"]]);
  return { connection, hits, answer, locale, engineChanged: backend !== undefined && backend !== answer.backend };
}

function nothing(asOf: Date): SearchAnswer {
  return { hits: [], total: 0, facets: [], correction: null, tokens: [], backend: "postgres", degraded: false, reason: null, asOf };
}

function refuseLong(text: string): void {
  if (text.length > searchLimits.characters)
    throw new RequestError("QUERY_TOO_LONG", `A search has at most ${searchLimits.characters} characters. Ask for a few words.`);
}

const shortestQuestion = 3;
const mostSuggested = 20;

/** Names that begin so, and from three letters on what a search would find, each record once. */
async function suggest(
  { prefix, locale, first }: { prefix: string; locale?: string | null | undefined; first?: number | null | undefined },
  context: GraphqlContext,
  info: GraphQLResolveInfo,
): Promise<Hit[]> {
  refuseLong(prefix);
  const limit = Math.max(0, Math.min(first ?? 8, mostSuggested));
  const audience = audienceOf(context.viewer);
  const asked = { text: prefix, audience, limit };
  const index = searchIndexOf(context.prisma, () => context.now);
  const reader = locale ?? context.locale;
  // The search is asked first: it brings the index up to date.
  const { hits, tokens } =
    prefix.trim().length < shortestQuestion
      ? { hits: [], tokens: [prefix.trim().toLowerCase()] }
      : await index.search({ ...asked, kinds: null, filter: {}, locale: reader, offset: 0, counts: false });
  const named = await completions(context.prisma, asked);
  const found = new Map([...named, ...hits].map((hit) => [hit.id, hit]));
  const ranked = [...found.values()].slice(0, limit).map((hit, rank) => ({ ...hit, rank }));
  return [...(await readHits(ranked, { tokens, locale: reader }, context, info, [[]]))];
}

const searchLocale = "Language of the hits' titles and highlights; left out, the reader's. Names are found in any language.";

builder.queryFields((t) => ({
  search: t.field({
    policy: "visible",
    type: SearchConnection,
    description:
      "Finds records by any attested name, in any script, and by words of their texts, slips forgiven: Aturay finds Atyrau, Екібастұз finds Ekibastuz. An empty query lists what the types and the filter leave, newest first; without them it finds nothing.",
    args: {
      query: t.arg.string({ required: true, description: `What to look for; at most ${searchLimits.characters} characters.` }),
      types: t.arg({ type: [SearchType], description: "Only records of these types; left out, all." }),
      filter: t.arg({ type: SearchFilter, description: "Which records to look through; left out, all that may be seen." }),
      locale: t.arg({ type: "LanguageTag", description: searchLocale }),
      first: t.arg.int({ description: "Hits from the start or after the cursor: 1 to 100, default 20." }),
      after: t.arg.string({ description: "Cursor of the hit before the page." }),
    },
    complexity: ({ first }) => ({ field: 5, multiplier: first ?? 20 }),
    resolve: (_root, args, context, info) => search(args, context, info),
  }),
  suggest: t.field({
    policy: "visible",
    type: [SearchHit],
    description: "The best few hits for what has been typed so far: names that begin so, from the first letter.",
    args: {
      prefix: t.arg.string({ required: true, description: "What has been typed." }),
      locale: t.arg({ type: "LanguageTag", description: searchLocale }),
      first: t.arg.int({ description: "How many: 1 to 20, default 8." }),
    },
    complexity: ({ first }) => ({ field: 5, multiplier: first ?? 8 }),
    resolve: (_root, args, context, info) => suggest(args, context, info),
  }),
  similar: t.field({
    policy: "visible",
    type: [SearchHit],
    description: "Records like one: with the same rare names, places and themes. Empty where the record is missing or hidden.",
    args: {
      id: t.arg.id({ required: true, description: "Global id of the record." }),
      locale: t.arg({ type: "LanguageTag", description: searchLocale }),
      first: t.arg.int({ description: "How many: 1 to 20, default 8." }),
    },
    complexity: ({ first }) => ({ field: 5, multiplier: first ?? 8 }),
    resolve: async (_root, { id, locale, first }, context, info) => {
      const limit = Math.max(0, Math.min(first ?? 8, mostSuggested));
      const like = await similarTo(context.prisma, readGlobalId(id).id, { audience: audienceOf(context.viewer), limit });
      const found = like.map((hit, rank) => ({ ...hit, rank }));
      return [...(await readHits(found, { tokens: [], locale: locale ?? context.locale }, context, info, [[]]))];
    },
  }),
}));
