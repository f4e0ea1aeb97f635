import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LocalizedText } from "@dostyk/kernel";
import type { SearchDocument } from "../document.ts";
import type { SearchIndex } from "../question.ts";

/** A question of the judged set with what it should find. */
export type JudgedQuestion = {
  readonly id: string;
  readonly q: string;
  readonly lang: string;
  readonly category: string;
  readonly relevant: Readonly<Record<string, number>>;
};

/** The judged set as documents to index and questions to ask. */
export type JudgedSet = {
  readonly documents: readonly SearchDocument[];
  readonly titles: ReadonlyMap<string, LocalizedText>;
  readonly questions: readonly JudgedQuestion[];
};

/** What one question came to. `hits` are the first ten ids. */
export type Judged = {
  readonly question: JudgedQuestion;
  readonly hits: readonly string[];
  readonly ndcg: number;
  readonly sameLanguage: number;
  readonly bestFirst: boolean;
};

type Raw = {
  readonly id: string;
  readonly kind: string;
  readonly countries: readonly string[];
  readonly topics: readonly string[];
  readonly year: number | null;
  readonly title: LocalizedText;
  readonly body: LocalizedText;
  readonly aliases: readonly string[];
  readonly placeIds: readonly string[];
};

/** The weights the set was judged with. */
export const judgedKinds: ReadonlyMap<string, { readonly weight: number; readonly named: boolean }> = new Map([
  ["city", { weight: 1.15, named: true }],
  ["association", { weight: 1.1, named: true }],
  ["practice", { weight: 1, named: false }],
  ["partnership", { weight: 0.95, named: false }],
  ["trip", { weight: 0.9, named: false }],
]);

/** Reads the set from `reference/search` in the shared folder. */
export function readJudgedSet(shared: string): JudgedSet {
  const read = (name: string) => readFileSync(join(shared, "reference/search", name), "utf8");
  const raw = read("documents.jsonl")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Raw);
  const labels = JSON.parse(read("taxonomy.json")) as Readonly<Record<string, LocalizedText>>;
  const cities = new Map(raw.filter(({ kind }) => kind === "city").map((city) => [city.placeIds[0], city]));
  const namesOf = (id: string) => [...Object.values(cities.get(id)?.title ?? {}), ...(cities.get(id)?.aliases ?? [])];
  return {
    documents: raw.map((one) => ({
      id: one.id,
      kind: one.kind,
      audience: ["PUBLIC"],
      titles: one.title,
      summaries: {},
      bodies: [one.body],
      aliases: one.aliases,
      places: one.kind === "city" ? [] : one.placeIds.flatMap(namesOf),
      tags: one.topics.flatMap((topic) => Object.values(labels[topic] ?? {})),
      facets: { country: one.countries, theme: one.topics, language: Object.keys(one.title) },
      year: one.year,
      point: null,
    })),
    titles: new Map(raw.map(({ id, title }) => [id, title])),
    questions: JSON.parse(read("queries.json")) as readonly JudgedQuestion[],
  };
}

/** Asks every question for ten hits and scores the answers. */
export async function judge(index: SearchIndex, { questions, titles }: JudgedSet): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const question of questions) {
    const asked = {
      text: question.q,
      kinds: null,
      filter: {},
      audience: ["PUBLIC"],
      locale: question.lang,
      limit: 10,
      offset: 0,
      counts: false,
    };
    const hits = (await index.search(asked)).hits.map(({ id }) => id);
    const grades = Object.values(question.relevant);
    const keepsAll = /^(?:place-|layout|prefix)/u.test(question.category);
    const inLanguage = (id: string) => keepsAll || titles.get(id)?.[question.lang] !== undefined;
    const relevantHere = Object.fromEntries(Object.entries(question.relevant).filter(([id]) => inLanguage(id)));
    judged.push({
      question,
      hits,
      ndcg: ndcg(hits, question.relevant),
      sameLanguage: ndcg(hits.filter(inLanguage), relevantHere),
      bestFirst: grades.length > 0 && (question.relevant[hits[0] ?? ""] ?? 0) === Math.max(...grades),
    });
  }
  return judged;
}

/** Järvelin and Kekäläinen 2002, with gains 2^grade - 1; 1 where nothing is relevant. */
function ndcg(hits: readonly string[], relevant: Readonly<Record<string, number>>): number {
  const gain = (grades: readonly number[]) =>
    grades.slice(0, 10).reduce((sum, grade, rank) => sum + (2 ** grade - 1) / Math.log2(rank + 2), 0);
  const best = gain(Object.values(relevant).toSorted((a, b) => b - a));
  return best === 0 ? 1 : gain(hits.map((id) => relevant[id] ?? 0)) / best;
}

/** The figures of a run: of all questions that have an answer, then by category and by language. */
export function figures(judged: readonly Judged[]) {
  const answerable = judged.filter(({ question }) => question.category !== "none");
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);
  const of = (some: readonly Judged[]) => ({
    questions: some.length,
    ndcg: mean(some.map((one) => one.ndcg)),
    sameLanguage: mean(some.map((one) => one.sameLanguage)),
    bestFirst: mean(some.map(({ bestFirst }) => (bestFirst ? 1 : 0))),
    nothing: mean(some.map(({ hits }) => (hits.length === 0 ? 1 : 0))),
  });
  const by = (key: (one: Judged) => string) =>
    Object.fromEntries([...Map.groupBy(answerable, key)].map(([name, some]) => [name, of(some)]));
  return {
    all: of(answerable),
    byCategory: by(({ question }) => question.category),
    byLanguage: by(({ question }) => question.lang),
    falseHits: judged.filter(({ question, hits }) => question.category === "none" && hits.length > 0).length,
  };
}

/** The figures as a table for people. */
export function printed({ all, byCategory, byLanguage, falseHits }: ReturnType<typeof figures>): string {
  const rows = [["all", all] as const, ...Object.entries(byCategory), ...Object.entries(byLanguage)];
  const line = ([name, { questions, ndcg: n, sameLanguage, bestFirst, nothing }]: readonly [string, typeof all]) =>
    `${name.padEnd(14)}${String(questions).padStart(4)}  nDCG@10 ${n.toFixed(3)}  same language ${sameLanguage.toFixed(3)}  best first ${bestFirst.toFixed(3)}  nothing ${nothing.toFixed(3)}`;
  return [...rows.map(line), `false hits ${falseHits}`].join("\n");
}
