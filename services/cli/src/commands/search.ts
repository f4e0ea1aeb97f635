import { Refusal } from "@dostyk/kernel";
import { searchKinds } from "@dostyk/network";
import {
  activate,
  beginGeneration,
  type Engine,
  feed,
  makeKeys,
  openEngine,
  rebuildOwnIndex,
  searchStatus,
  verifySearch,
} from "@dostyk/search";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { readConfig } from "../config.ts";
import { feedingOf } from "../search-engine.ts";
import { withDatabase } from "../with-database.ts";

const pause = (): Promise<void> => wait(500);
const yearMs = 365 * 24 * 3_600_000;

/** The keys cannot be made; the sentence says what is missing. */
class NoMasterKey extends Refusal {
  constructor() {
    super("Keys are made with the server's master key: set DOSTYK_MEILI_URL, and MEILI_MASTER_KEY for this command alone.");
  }
}

/** An index differed from the record; what did is mended by the node's next steps. */
class SearchDrifted extends Refusal {
  constructor(sentences: readonly string[]) {
    super(`The search was not as the record is. It is being mended.\n${sentences.join("\n")}`);
  }
}

/** Prints how each index stands: what it has yet to learn, and what it refuses. */
export async function searchStatusCommand(): Promise<void> {
  await withDatabase(readConfig(process.env), async ({ prisma }) => {
    const { documents, marks, targets } = await searchStatus(prisma);
    console.log(`${documents} documents; ${marks} changes not looked at yet`);
    for (const { name, state, waiting, hiding, behindSince, setAside } of targets) {
      const since = behindSince === null ? "up to date" : `${waiting} to learn of, the oldest since ${behindSince.toISOString()}`;
      console.log(`${name.padEnd(12)}${state.padEnd(10)}${since}${hiding > 0 ? `, ${hiding} of them hidden since` : ""}`);
      for (const { id, error } of setAside) console.log(`  refuses ${id}: ${error ?? "without a reason"}`);
    }
  });
}

/** Makes every document of the Postgres index anew; with an engine, also a new generation there, which answers once it is whole. */
export async function searchRebuild(): Promise<void> {
  const config = readConfig(process.env);
  await withDatabase(config, async (database) => {
    const { prisma } = database;
    console.log(`Postgres: ${await rebuildOwnIndex(prisma, searchKinds)} records looked at`);
    if (config.searchEngine === undefined) return;
    const engine: Engine = openEngine(config.searchEngine);
    const name = await beginGeneration(prisma, engine, pause);
    const feeding = feedingOf(database, engine);
    while (!(await activate(prisma, engine, name))) {
      await feed(feeding);
      await pause();
    }
    console.log(`${name} answers from now on; the one before is kept for an hour`);
  });
}

/** Compares every index with the record. @throws SearchDrifted where one differed */
export async function searchVerify(): Promise<void> {
  const config = readConfig(process.env);
  await withDatabase(config, async ({ prisma }) => {
    const engine = config.searchEngine === undefined ? null : openEngine(config.searchEngine);
    const drifts = await verifySearch(prisma, searchKinds, engine);
    const differing = drifts.filter(({ missing, stale, ghosts }) => missing.length + stale.length + ghosts.length > 0);
    if (differing.length === 0) return console.log(`Every index is as the record is: ${drifts.map(({ target }) => target).join(", ")}`);
    throw new SearchDrifted(
      differing.map(
        ({ target, missing, stale, ghosts }) => `${target}: ${missing.length} missing, ${stale.length} old, ${ghosts.length} too many`,
      ),
    );
  });
}

/** Makes the three keys a node works with, and prints them for DOSTYK_MEILI_KEYS. The master key is used here and kept nowhere. */
export async function searchKeys(): Promise<void> {
  const { DOSTYK_MEILI_URL: url, MEILI_MASTER_KEY: masterKey } = process.env;
  if (url === undefined || masterKey === undefined) throw new NoMasterKey();
  const { searchKey, writerKey, adminKey } = await makeKeys(url, masterKey, new Date(Date.now() + yearMs));
  console.log(`DOSTYK_MEILI_KEYS=${searchKey},${writerKey},${adminKey}`);
}
