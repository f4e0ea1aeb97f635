import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { joinDatabase } from "./join-database.ts";
import { openDatabase } from "./open-database.ts";
import { NoDatabaseYet } from "./refusals.ts";

const scratch = await mkdtemp(join(tmpdir(), "dostyk-join-"));
// Where Postgres' own user may pass, when root runs the tests.
await chmod(scratch, 0o711);
afterAll(() => rm(scratch, { recursive: true, force: true }));
const dataFolder = join(scratch, "data");

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query("SELECT 1");
  await client.end();
  return rowCount === 1;
}

describe("joinDatabase()", () => {
  it("makes no database where there is none", async () => {
    await expect(joinDatabase({ dataFolder })).rejects.toThrow(NoDatabaseYet);
    expect(await readdir(scratch)).toEqual([]);
  });

  it("takes the one outside as it is named", async () => {
    const databaseUrl = "postgresql://someone@db.example/x";
    expect((await joinDatabase({ databaseUrl, dataFolder })).url).toBe(databaseUrl);
  });

  it("joins the database of a node that runs, and leaves it running", async () => {
    const node = await openDatabase({ dataFolder });
    const joined = await joinDatabase({ dataFolder });
    expect(joined.url).toBe(node.url);
    expect(await answers(joined.url)).toBe(true);
    await joined.close();
    expect(await answers(node.url)).toBe(true);
    await node.close();
  });

  it("starts the database of a node that does not run, and stops it again", async () => {
    const { url, close } = await joinDatabase({ dataFolder });
    expect(await answers(url)).toBe(true);
    await close();
    await expect(answers(url)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});
