import { execFileSync } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, describe, expect, it } from "vitest";
import { startedAsRoot, unprivilegedAccount } from "./account.ts";
import { binariesFor, packagedBinaries } from "./binaries.ts";

const scratch = await mkdtemp(join(tmpdir(), "dostyk-binaries-"));
await chmod(scratch, 0o755);
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe("binariesFor()", () => {
  it("runs the installed programs where they lie, for this process's own user", async () => {
    const binaries = await binariesFor(undefined, join(scratch, "unused"));
    expect(execFileSync(binaries.postgres, ["--version"], { encoding: "utf8" })).toContain(`(PostgreSQL) ${binaries.major}.`);
    expect(await readdir(scratch)).toEqual([]);
  });

  it.skipIf(!startedAsRoot())("copies them once to where the other user may go (skipped for ordinary users)", async () => {
    const account = unprivilegedAccount();
    const packaged = await packagedBinaries();
    const folder = join(scratch, "closed", "native");
    await mkdir(join(scratch, "closed"), { mode: 0o700 });
    await cp(packaged.folder, folder, { recursive: true, verbatimSymlinks: true });

    const shared = join(scratch, "shared");
    const umask = process.umask(0o077);
    const binaries = await binariesFor(account, shared, { ...packaged, folder }).finally(() => process.umask(umask));
    expect(binaries.postgres.startsWith(shared)).toBe(true);
    const as = { uid: account.uid, gid: account.gid, cwd: "/", encoding: "utf8" } as const;
    expect(execFileSync(binaries.postgres, ["--version"], as)).toContain("PostgreSQL");
    expect(execFileSync(binaries.initdb, ["--version"], as)).toContain("PostgreSQL");

    const made = (await stat(binaries.postgres)).ino;
    expect((await stat((await binariesFor(account, shared, { ...packaged, folder })).postgres)).ino).toBe(made);
    expect(await readdir(shared)).toHaveLength(1);
  });
});
