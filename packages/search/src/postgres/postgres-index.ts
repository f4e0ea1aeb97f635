import type { PrismaClient } from "@dostyk/db";
import type { SearchAnswer, SearchIndex, SearchQuestion } from "../question.ts";
import type { Behind } from "../sync/catch-up.ts";
import { ask } from "./ask.ts";

/** What a question may take before the database stops it. */
const patienceMs = 5_000;

/** The engine that is always there: the recipe over the node's own Postgres. `caughtUp` brings the index up to date first. */
export function postgresIndex(prisma: PrismaClient, caughtUp: () => Promise<Behind>, now: () => Date): SearchIndex {
  return {
    async search(question: SearchQuestion): Promise<SearchAnswer> {
      const asked = now();
      const behind = await caughtUp();
      // Each statement keeps to the reader's rights by itself; one snapshot for all would be a round trip more.
      const found = await prisma.$transaction((tx) => ask(tx, question), { timeout: patienceMs });
      return {
        ...found,
        hits: found.hits.slice(question.offset, question.offset + question.limit),
        backend: "postgres",
        degraded: behind !== null,
        reason: behind === null ? null : "The index is catching up with many changes.",
        asOf: behind ?? asked,
      };
    },
  };
}
