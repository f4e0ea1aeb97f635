import { testDatabase } from "@dostyk/db/testing";
import process from "node:process";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { searchKeys, searchRebuild, searchStatusCommand, searchVerify } from "./search.ts";

const db = await testDatabase();
let lines: string[] = [];

beforeEach(() => {
  lines = [];
  vi.stubEnv("DATABASE_URL", db.url);
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe("dostyk search", () => {
  it("tells how the index stands", async () => {
    await searchStatusCommand();
    expect(lines).toEqual(["0 documents; 0 changes not looked at yet", expect.stringMatching(/^pg +active +up to date$/u)]);
  });

  it("finds a document that no record has, has it taken away, and finds nothing more", async () => {
    await db.pool.query(`INSERT INTO search.doc (id, kind, audience, facets, weight, digest, words, head, texts)
      VALUES ('ghost', 'PLACE', '{PUBLIC}', '{}', 1, 'x', '''ghost'':1A', '''ghost'':1A', '{}');
      INSERT INTO search.term (term, df) VALUES ('ghost', 1); UPDATE search.size SET n = 1`);
    await expect(searchVerify()).rejects.toThrow("pg: 0 missing, 0 old, 1 too many");
    await searchVerify();
    expect(lines).toEqual(["Every index is as the record is: pg"]);
  });

  it("makes the index anew", async () => {
    await searchRebuild();
    expect(lines).toEqual(["Postgres: 0 records looked at"]);
  });

  it("says what keys are made with", async () => {
    await expect(searchKeys()).rejects.toThrow("MEILI_MASTER_KEY");
    expect(process.env["DOSTYK_MEILI_KEYS"]).toBeUndefined();
  });
});
