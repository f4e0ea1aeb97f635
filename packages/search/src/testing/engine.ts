import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { contractOf, type SearchStandIn, sharedFolder, startSearchStandIn } from "@dostyk/kit";
import { setTimeout as wait } from "node:timers/promises";
import { type Engine, makeKeys, openEngine, type Pause } from "../meili/engine.ts";

/** An engine for tests: the stand-in, or a real server where `MEILI_URL` and `MEILI_KEY` (its master key) name one. */
export type TestEngine = { readonly engine: Engine; readonly standIn: SearchStandIn | null; readonly pause: Pause; close(): Promise<void> };

/** On a computer that others use, the likeness of an engine may need longer than a reader would wait for a real one. */
const patientMs = 3_000;

/** Opens one, with keys of its own made by the master key. The stand-in is held against the contract where `../shared` is. */
export async function testEngine(): Promise<TestEngine> {
  const { MEILI_URL: url, MEILI_KEY: masterKey } = process.env;
  const expires = new Date("2099-01-01T00:00:00Z");
  if (url !== undefined && masterKey !== undefined) {
    const engine = openEngine(await makeKeys(url, masterKey, expires), patientMs);
    return { engine, standIn: null, pause: () => wait(50), close: () => Promise.resolve() };
  }
  const shared = sharedFolder("reference/search");
  const contract =
    shared === null
      ? null
      : contractOf(JSON.parse(readFileSync(join(shared, "reference/search/meilisearch-openapi.json"), "utf8")) as object);
  const standIn = await startSearchStandIn(contract);
  const engine = openEngine(await makeKeys(standIn.url, standIn.masterKey, expires), patientMs);
  return { engine, standIn, pause: () => Promise.resolve(standIn.tick()), close: () => standIn.close() };
}
