import { testDatabase } from "@dostyk/db/testing";
import { perform } from "@dostyk/identity";
import { idSource, system } from "@dostyk/kernel";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dostyk } from "../testing.ts";

const db = await testDatabase();
const scratch = await mkdtemp(join(tmpdir(), "dostyk-audit-"));
afterAll(() => rm(scratch, { recursive: true, force: true }));
const file = join(scratch, "log.ndjson");

/** What the command printed, and its exit code. */
async function said(...words: string[]): Promise<{ code: number | null; text: string }> {
  const command = dostyk(["audit", ...words], { DATABASE_URL: db.url });
  return { code: await command.ended(), text: command.output() };
}

beforeAll(async () => {
  const now = (): Date => new Date();
  const acting = { viewer: system("a test"), now, newId: idSource(now, Math.random) };
  for (const name of ["One", "Two", "Three"])
    await perform(db, acting, { command: "identity.found-body", detail: { name } }, async () => name);
});

describe("dostyk audit", { timeout: 90_000 }, () => {
  it("exports the log into a file that only its owner may read, and writes over none", async () => {
    expect(await said("verify")).toEqual({
      code: 0,
      text: "The audit log is whole: 0 lines, 0 of them with their details erased.\n3 more are not sealed yet, so nothing can be said of them.\n",
    });
    expect(await said("export", file)).toEqual({ code: 0, text: "" });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const again = await said("export", file);
    expect(again).toMatchObject({ code: 1, text: expect.stringMatching(/^The file cannot be used: there is one of that name/u) });
    expect((await said("export")).text).toBe(await readFile(file, "utf8"));
  });

  it("finds the file whole without the database, and the same checkpoint in both", async () => {
    const command = dostyk(["audit", "verify", file], { DATABASE_URL: "postgresql://nobody@127.0.0.1:9/none" });
    expect(await command.ended()).toBe(0);
    expect(command.output()).toMatch(/^The audit log is whole: 3 lines, .*\nCheckpoint 3:[0-9a-f]{64}\n$/u);
    expect((await said("verify")).text).toBe(command.output());
    const [, checkpoint = ""] = /Checkpoint (\S+)/u.exec(command.output()) ?? [];
    expect(await said("verify", file, "--checkpoint", checkpoint)).toMatchObject({ code: 0 });
    expect(await said("verify", file, "--checkpoint", checkpoint.replace("3:", "4:"))).toMatchObject({
      code: 1,
      text: expect.stringMatching(/^The audit log is not whole\. The log ends after position 3/u),
    });
  });

  it("names the line of a file in which a byte was changed", async () => {
    const changed = join(scratch, "changed.ndjson");
    await writeFile(changed, (await readFile(file, "utf8")).replace('"Two"', '"Twi"'));
    expect(await said("verify", changed)).toMatchObject({
      code: 1,
      text: expect.stringMatching(/The detail of line \w{26} at position 2 was changed/u),
    });
  });

  it.each([
    [["verify", "a", "b"], /Only one file at a time/u],
    [["verify", file, "--checkpoint", "3"], /"3" is no checkpoint/u],
    [["verify", "--chekpoint", "3"], /--chekpoint/u],
    [["verify", join(scratch, "none")], /^The file cannot be used: there is none of that name/u],
    [["verfy"], /Did you mean "audit verify"/u],
  ])("says what it did not understand: %s", async (words, sentence) => {
    expect(await said(...words)).toMatchObject({ code: 1, text: expect.stringMatching(sentence) });
  });
});
