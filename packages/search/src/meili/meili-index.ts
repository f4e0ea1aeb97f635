import type { Meilisearch, MultiSearchQuery } from "meilisearch";
import { facetNames } from "../document.ts";
import type { FacetCounts, SearchAnswer, SearchQuestion } from "../question.ts";
import { tokensOf } from "../words.ts";
import { engineFilter } from "./filter.ts";
import { settings } from "./settings.ts";

/** What the engine answers; the rest is said by who asks it. */
export type EngineAnswer = Pick<SearchAnswer, "hits" | "total" | "facets" | "tokens">;

const folds = ["fold_names", "fold_text"];
const facets = ["kind", ...facetNames];

type Hit = { readonly id: string; readonly kind: string };

/**
 * Asks one index: the question as typed, and its skeletons over the folded fields, fused into one list in which a record
 * stands once. @throws whatever the client throws, and `PartialAnswer` where the engine stopped before it was done
 */
export async function askEngine(
  client: Meilisearch,
  indexUid: string,
  question: SearchQuestion,
  signal?: AbortSignal,
): Promise<EngineAnswer> {
  const tokens = tokensOf(question.text);
  const filter = engineFilter(question);
  // Quotes and minus signs would be operators there; words have none.
  const typed = tokens.map(({ text }) => text).join(" ");
  const skeletons = tokens.map(({ token }) => token);
  const listing = tokens.length === 0;
  const query = (q: string): MultiSearchQuery => ({ indexUid, q, filter, matchingStrategy: "frequency" });
  const init = signal === undefined ? {} : { signal };
  const answer = await client.multiSearch<{ federation: object; queries: MultiSearchQuery[] }, Hit>(
    {
      federation: {
        limit: question.limit,
        offset: question.offset,
        ...(question.counts ? { facetsByIndex: { [indexUid]: facets } } : {}),
      },
      queries: [
        { ...query(typed), federationOptions: { weight: 1 }, ...(listing ? { sort: ["sort_year:desc"] } : {}) },
        ...(listing ? [] : [{ ...query(skeletons.join(" ")), attributesToSearchOn: folds, federationOptions: { weight: 0.9 } }]),
      ],
    } as never,
    init,
  );
  const { hits, estimatedTotalHits, processingTimeMs, facetsByIndex } = answer as unknown as Federated;
  // Past its limit the engine answers with what it has, and no field says so.
  if (processingTimeMs >= settings.searchCutoffMs) throw new PartialAnswer();
  const counted = facetsByIndex?.[indexUid]?.distribution ?? {};
  return {
    hits: hits.map((hit) => ({ id: hit.id, kind: hit.kind, score: hit._federation?.weightedRankingScore ?? 0 })),
    total: estimatedTotalHits,
    facets: question.counts ? [...countsIn(counted), ...(await otherChoices(client, indexUid, question, skeletons, init))] : [],
    tokens: skeletons,
  };
}

type Distribution = Readonly<Record<string, Readonly<Record<string, number>>>>;

type Federated = {
  readonly hits: readonly (Hit & { readonly _federation?: { readonly weightedRankingScore?: number } })[];
  readonly estimatedTotalHits: number;
  readonly processingTimeMs: number;
  readonly facetsByIndex?: Readonly<Record<string, { readonly distribution: Distribution }>>;
};

/** The engine stopped at its time limit: what it found is not all. */
export class PartialAnswer extends Error {
  constructor() {
    super("The engine stopped at its time limit.");
  }
}

/** Values of a facet of which some are chosen, beyond those chosen: counted by a question without that choice. */
async function otherChoices(
  client: Meilisearch,
  indexUid: string,
  question: SearchQuestion,
  skeletons: readonly string[],
  init: object,
): Promise<readonly FacetCounts[]> {
  const chosen = Object.entries({ kind: question.kinds ?? [], ...question.filter.facets }).filter(([, values]) => values.length > 0);
  if (chosen.length === 0) return [];
  const index = client.index(indexUid);
  const others = chosen.map(async ([name, values]) => {
    const asked = {
      filter: engineFilter(question, name),
      facets: [name],
      limit: 0,
      matchingStrategy: "frequency" as const,
      ...(skeletons.length === 0 ? {} : { attributesToSearchOn: folds }),
    };
    const { facetDistribution = {} } = await index.search(skeletons.join(" "), asked, init);
    return countsIn({ [name]: facetDistribution[name] ?? {} }).filter(({ value }) => !values.includes(value));
  });
  return (await Promise.all(others)).flat();
}

function countsIn(distribution: Distribution): FacetCounts[] {
  return Object.entries(distribution).flatMap(([facet, counts]) =>
    Object.entries(counts).map(([value, count]) => ({ facet: facet as FacetCounts["facet"], value, count })),
  );
}
