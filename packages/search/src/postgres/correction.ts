import { Prisma, type Transaction } from "@dostyk/db";
import { scriptOf } from "@dostyk/kernel";
import type { SearchQuestion } from "../question.ts";
import { budgetOf } from "../words.ts";
import type { Understood } from "./ask.ts";
import { hasChosen, mayBeFound, within } from "./conditions.ts";
import { lexeme } from "./variants.ts";

/** Of the nearest words or names, so many are tried until one may be shown. */
const tried = 3;

/**
 * What the reader may have meant: the name that the whole question nearly is, else the question with each unknown word
 * replaced by the nearest known one. Only what a document holds that this reader may find with this filter: a name that is
 * offered is told. Null where the question is a name, every word is known, or nothing is near.
 */
export async function correctionOf(tx: Transaction, understood: Understood, question: SearchQuestion): Promise<string | null> {
  const { looked, asked, neighboursOf } = understood;
  const unknown = asked.filter(({ token }) => !looked.known.has(token) && budgetOf(token) > 0);
  const isName = looked.nearNames.some(({ slips }) => slips === 0);
  if (isName) return null;
  const name = await nearName(tx, understood, question);
  if (name !== null && (unknown.length > 0 || asked.length > 1)) return name;
  const better = new Map<string, string>();
  for (const { token } of unknown) {
    for (const { term } of neighboursOf(token).slice(0, tried)) {
      const shown = await shownTerm(tx, term, question);
      if (shown === null) continue;
      better.set(token, shown);
      break;
    }
  }
  return better.size === 0 ? null : asked.map(({ token, text }) => better.get(token) ?? text).join(" ");
}

async function nearName(tx: Transaction, { looked }: Understood, question: SearchQuestion): Promise<string | null> {
  const fits = inScriptOf(question.locale);
  const nearest = looked.nearNames.filter(({ slips }) => slips === looked.nearNames[0]?.slips);
  const byScript = [...nearest.filter(({ shown }) => fits(shown)), ...nearest].slice(0, tried);
  for (const { id, shown } of byScript) {
    const [seen] = await tx.$queryRaw<object[]>`SELECT 1 FROM search.doc d WHERE d.id = ${id} AND ${found(question)}`;
    if (seen !== undefined) return shown;
  }
  return null;
}

async function shownTerm(tx: Transaction, term: string, question: SearchQuestion): Promise<string | null> {
  const [seen] = await tx.$queryRaw<{ latin: string | null; cyrillic: string | null }[]>`
    SELECT latin, cyrillic FROM search.term WHERE term = ${term}
      AND EXISTS (SELECT FROM search.doc d WHERE d.words @@ ${lexeme(term)}::tsquery AND ${found(question)})`;
  if (seen === undefined) return null;
  return scriptOf(question.locale) === "Cyrl" ? (seen.cyrillic ?? seen.latin) : (seen.latin ?? seen.cyrillic);
}

function inScriptOf(locale: string): (text: string) => boolean {
  const cyrillic = scriptOf(locale) === "Cyrl";
  return (text) => /\p{Script=Cyrillic}/u.test(text) === cyrillic;
}

function found(question: SearchQuestion): Prisma.Sql {
  return Prisma.sql`${mayBeFound(question)} AND ${hasChosen(question)} AND ${within(question.filter)}`;
}
