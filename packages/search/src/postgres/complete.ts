import type { PrismaClient } from "@dostyk/db";
import type { SearchQuestion } from "../question.ts";
import { nameForm } from "../words.ts";
import { mayBeFound } from "./conditions.ts";

/** Records whose whole name begins with what was typed, short names and heavy kinds first; each record once. From one letter. */
export async function completions(
  prisma: PrismaClient,
  { text, audience, limit }: Pick<SearchQuestion, "text" | "audience" | "limit">,
): Promise<readonly { readonly id: string; readonly kind: string; readonly score: number }[]> {
  const beginning = nameForm(text.slice(0, 200));
  if (beginning === "") return [];
  return prisma.$queryRaw<{ id: string; kind: string; score: number }[]>`
    SELECT d.id, d.kind, (d.weight / min(n.len))::float8 AS score
    FROM search.name n JOIN search.doc d ON d.id = n.id
    WHERE n.name >= ${beginning} COLLATE "C" AND n.name < ${beginning} || '{' COLLATE "C" AND ${mayBeFound({ audience })}
    GROUP BY d.id, d.kind, d.weight ORDER BY score DESC, d.id LIMIT ${limit}`;
}
