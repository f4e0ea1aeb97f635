import type { PrismaClient } from "@dostyk/db";
import { visibleTo } from "@dostyk/evidence";
import type { Viewer } from "@dostyk/kernel";
import { catchUp, postgresIndex, type SearchIndex } from "@dostyk/search";
import { searchKinds } from "./kinds.ts";

/** Before a question, so many steps of 200 records are made up for; the rest is a timer's. */
const stepsBeforeAnswer = 6;

const chosen = new WeakMap<PrismaClient, SearchIndex>();

/** Lets another index answer the searches over a database. Without it, Postgres does by itself. */
export function useSearchIndex(prisma: PrismaClient, index: SearchIndex): void {
  chosen.set(prisma, index);
}

/** What answers the searches over this database. */
export function searchIndexOf(prisma: PrismaClient, now: () => Date): SearchIndex {
  return chosen.get(prisma) ?? ownSearchIndex(prisma, now);
}

/** Postgres by itself, brought up to the last commit before each answer. */
export function ownSearchIndex(prisma: PrismaClient, now: () => Date): SearchIndex {
  return postgresIndex(prisma, () => catchUp(prisma, searchKinds, stepsBeforeAnswer), now);
}

/** Brings the index up to the last commit, however long that takes: after a load, and by a timer. */
export async function catchUpSearch(prisma: PrismaClient): Promise<void> {
  await catchUp(prisma, searchKinds);
}

/** The tokens a reader holds: the visibilities they may see, as the records' own policy says. */
export function audienceOf(viewer: Viewer): readonly string[] {
  const { visibility } = visibleTo(viewer);
  return typeof visibility === "string" ? [visibility] : visibility.in;
}
