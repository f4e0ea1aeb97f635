import type { HealthCheck, Logger } from "@dostyk/api";
import type { Database } from "@dostyk/db";
import type { HandledJob } from "@dostyk/jobs";
import { ownSearchIndex, searchKinds, useSearchIndex, verifySearchJob } from "@dostyk/network";
import { dropRetired, type Engine, feed, type Feeding, openEngine, searchStatus, withFallback } from "@dostyk/search";
import { randomUUID } from "node:crypto";
import type { Config } from "./config.ts";

/** A reader waits so long at most to find in the engine what was written; the database's timers go by the minute. */
const stepEveryMs = 1_000;
const lagMs = 120_000;

/** What the commands and the node feed the engine with. */
export function feedingOf(database: Database, engine: Engine): Feeding {
  return { prisma: database.prisma, kinds: searchKinds, engine, now: () => new Date(), holder: randomUUID() };
}

/** What search has to do while the node runs: a job for the nightly comparison, and the feed until it is stopped. */
type SearchWork = { readonly verifying: HandledJob; stop(): Promise<void> };

/**
 * Lets the configured engine answer searches, and tells it each second what was written. Stopping waits for the step under
 * way. Without an engine there is nothing to stop.
 */
export function startSearchEngine(database: Database, { searchEngine }: Config, logger: Logger): SearchWork {
  const onDrift = (drift: { readonly target: string; readonly records: number }): void =>
    logger.error(drift, "a search index was not as the record is; it is being mended");
  if (searchEngine === undefined) return { verifying: verifySearchJob(null, onDrift), stop: () => Promise.resolve() };
  const now = (): Date => new Date();
  const engine = openEngine(searchEngine);
  const { prisma } = database;
  const onFault = (err: unknown): void => logger.warn({ err }, "the search engine did not answer");
  useSearchIndex(prisma, withFallback(prisma, engine.search, ownSearchIndex(prisma, now), now, onFault));
  const feeding = feedingOf(database, engine);
  let underWay: Promise<void> | null = null;
  const step = async (): Promise<void> => {
    try {
      await feed(feeding);
      await dropRetired(prisma, engine, now());
    } catch (error) {
      logger.warn({ err: error }, "the search engine could not be told what was written; it will be");
    } finally {
      underWay = null;
    }
  };
  const timer = setInterval(() => {
    underWay ??= step();
  }, stepEveryMs);
  return {
    verifying: verifySearchJob(engine, onDrift),
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}

/** Whether searches are answered by what should answer them, and how far behind that is. */
export function searchCheck({ prisma }: Pick<Database, "prisma">): HealthCheck {
  return {
    name: "search",
    about: "Readers find what was written. While the engine outside is behind or lost, Postgres answers instead.",
    async check() {
      const { documents, targets } = await searchStatus(prisma);
      const troubles = targets.flatMap(({ name, state, behindSince, setAside, waiting }) => [
        ...(state === "lost" ? [`${name} is lost; \`dostyk search rebuild\` makes a new one`] : []),
        ...(setAside.length > 0 ? [`${name} refuses ${setAside.length} records`] : []),
        ...(behindSince !== null && Date.now() - behindSince.getTime() > lagMs ? [`${name} has ${waiting} records to learn of`] : []),
      ]);
      if (troubles.length > 0) return { status: "degraded", note: troubles.join("; ") };
      return { status: "ok", note: `${documents} documents` };
    },
  };
}
