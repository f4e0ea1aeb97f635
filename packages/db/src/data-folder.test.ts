import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, describe, expect, it } from "vitest";
import { holdDataFolder } from "./data-folder.ts";
import { DataFolderInUse, DataFolderUnusable } from "./refusals.ts";

const scratch = await mkdtemp(join(tmpdir(), "dostyk-folder-"));
afterAll(() => rm(scratch, { recursive: true, force: true }));

const gone = spawnSync(process.execPath, ["-e", ""]).pid;

describe("holdDataFolder()", () => {
  it("lets one in, names it to the next, and lets that one in afterwards", async () => {
    const folder = join(scratch, "made", "below");
    const first = await holdDataFolder(folder);
    const second = holdDataFolder(folder);
    await expect(second).rejects.toThrow(DataFolderInUse);
    await expect(second).rejects.toThrow(`process ${process.pid}`);
    await first.release();
    await first.release();
    await (await holdDataFolder(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it("lets in exactly one of many that come at once", async () => {
    const folder = join(scratch, "crowd");
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => holdDataFolder(folder)));
    const held = all.filter((one) => one.status === "fulfilled");
    expect(held).toHaveLength(1);
    await Promise.all(held.map((one) => one.value.release()));
  });

  it("takes over from a process that was killed", async () => {
    const folder = join(scratch, "killed");
    await (await holdDataFolder(folder)).release();
    await writeFile(join(folder, "lock"), JSON.stringify({ pid: gone, host: hostname(), began: "1" }));
    await (await holdDataFolder(folder)).release();
  });

  it("takes over when the holder's number belongs to another process now", async () => {
    const folder = join(scratch, "reused");
    await (await holdDataFolder(folder)).release();
    await writeFile(join(folder, "lock"), JSON.stringify({ pid: process.ppid, host: hostname(), began: "another time" }));
    await (await holdDataFolder(folder)).release();
  });

  it("does not guess about another computer, but says which file to delete", async () => {
    const folder = join(scratch, "elsewhere");
    await (await holdDataFolder(folder)).release();
    await writeFile(join(folder, "lock"), JSON.stringify({ pid: gone, host: "another-computer", began: "" }));
    await expect(holdDataFolder(folder)).rejects.toThrow(/another-computer .* delete .*lock/);
  });

  it("says what is wrong when the folder is a file", async () => {
    const file = join(scratch, "file");
    await writeFile(file, "");
    await expect(holdDataFolder(file)).rejects.toThrow(DataFolderUnusable);
    await expect(holdDataFolder(join(file, "below"))).rejects.toThrow(/part of its path is a file/);
  });
});
