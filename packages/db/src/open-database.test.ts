import { execFileSync, spawn } from "node:child_process";
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { mayEnter, startedAsRoot, unprivilegedAccount, type Account } from "./embedded/account.ts";
import { openDatabase } from "./open-database.ts";
import { DataFolderFull, DataFolderUnusable, DataFromOtherPostgres } from "./refusals.ts";

const scratch = await mkdtemp(join(tmpdir(), "dostyk-open-"));
await chmod(scratch, 0o755);
afterAll(() => rm(scratch, { recursive: true, force: true }));

const room = fileURLToPath(new URL(".", import.meta.url));
const root = startedAsRoot();
const nobody: Account | undefined = root ? unprivilegedAccount() : undefined;
const othersMayRunThis = nobody !== undefined && (await mayEnter(nobody, room)) && (await mayEnter(nobody, join(process.execPath, "..")));

/** What the database says about itself when it is opened, asked once and closed. */
const ask = `
  const { openDatabase } = await import("./open-database.ts");
  const { default: pg } = await import("pg");
  const db = await openDatabase({ dataFolder: process.env.FOLDER, sharedFolder: process.env.SHARED })
    .catch((error) => { console.log(JSON.stringify({ refused: error.message })); process.exit(1); });
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  const { rows } = await client.query(\`
    SELECT current_setting('server_encoding') AS encoding, lower('Ә') AS folded, current_setting('data_checksums') AS checksums,
           current_setting('listen_addresses') AS listens, current_setting('unix_socket_directories') AS sockets,
           (SELECT count(*)::int FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256') AS lax\`);
  await client.end();
  await db.close();
  console.log(JSON.stringify(rows[0]));
`;

const wellMade = { encoding: "UTF8", folded: "ә", checksums: "on", listens: "127.0.0.1", sockets: "", lax: 0 };

/** Opens the database of `folder` in a process of its own. */
async function askIn(folder: string, how: { account?: Account | undefined; umask?: string; shared?: string } = {}): Promise<unknown> {
  const command = `umask ${how.umask ?? "022"}; exec "$NODE" --input-type=module -e "$SCRIPT"`;
  const child = spawn("/bin/sh", ["-c", command], {
    cwd: room,
    ...(how.account === undefined ? {} : { uid: how.account.uid, gid: how.account.gid }),
    // Nothing else: no LANG, no HOME.
    env: { PATH: process.env["PATH"], NODE: process.execPath, SCRIPT: ask, FOLDER: folder, SHARED: how.shared ?? join(scratch, "shared") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let complaints = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString("utf8")));
  await new Promise((resolve) => child.once("close", resolve));
  expect(complaints).toBe("");
  return JSON.parse(output);
}

async function select(url: string, statement: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(statement);
    return rows;
  } finally {
    await client.end();
  }
}

const processesOn = (folder: string): string[] =>
  execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(folder) && line.includes("postgres"));

describe("openDatabase()", () => {
  it("makes a database, keeps what was written, and leaves no process behind", async () => {
    const dataFolder = join(scratch, "plain");
    const steps: string[] = [];
    const first = await openDatabase({ dataFolder, onProgress: (step) => steps.push(step) });
    await select(first.url, "CREATE TABLE kept AS SELECT 1 AS one");
    await first.close();
    await first.close();
    expect(processesOn(dataFolder)).toEqual([]);

    const second = await openDatabase({ dataFolder, onProgress: (step) => steps.push(step) });
    expect(await select(second.url, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
    await second.close();
    expect(steps).toEqual(["Preparing a new database", "Starting the database", "Starting the database"]);
  });

  it("keeps its password from other users and takes nobody without it", async () => {
    const dataFolder = join(scratch, "plain");
    const { url, close } = await openDatabase({ dataFolder });
    const guess = new URL(url);
    guess.password = "guessed";
    await expect(select(guess.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
    expect((await stat(join(dataFolder, "postgres", "secret"))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataFolder, "postgres", "data"))).mode & 0o777).toBe(0o700);
    await close();
  });

  it("comes back after Postgres was killed, and after a node left its Postgres running", async () => {
    const dataFolder = join(scratch, "plain");
    const pidFile = join(dataFolder, "postgres", "data", "postmaster.pid");
    const before = await openDatabase({ dataFolder });
    const pid = Number((await readFile(pidFile, "utf8")).split("\n")[0]);
    process.kill(pid, "SIGKILL");
    await before.close();
    const after = await openDatabase({ dataFolder });
    expect(await select(after.url, "SELECT one FROM kept")).toEqual([{ one: 1 }]);

    // What a killed node leaves: a running Postgres, and a lock whose holder is gone.
    await rm(join(dataFolder, "lock"));
    const joined = await openDatabase({ dataFolder });
    expect(await select(joined.url, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
    await joined.close();
    await after.close();
    expect(processesOn(dataFolder)).toEqual([]);
  });

  it("lets no stale pid file of a number that somebody else has now stand in its way", async () => {
    const dataFolder = join(scratch, "plain");
    const pidFile = join(dataFolder, "postgres", "data", "postmaster.pid");
    await writeFile(pidFile, `${process.pid}\n${join(dataFolder, "postgres", "data")}\n0\n5432\n\n127.0.0.1\n\nready   \n`);
    const { close } = await openDatabase({ dataFolder });
    await close();
  });

  it("refuses a database of another major version and changes nothing", async () => {
    const data = join(scratch, "older", "postgres", "data");
    await mkdir(data, { recursive: true });
    await writeFile(join(data, "PG_VERSION"), "17\n");
    const opening = openDatabase({ dataFolder: join(scratch, "older") });
    await expect(opening).rejects.toThrow(DataFromOtherPostgres);
    await expect(opening).rejects.toThrow(/made by Postgres 17.*brings Postgres 18/);
    expect(await readdir(data)).toEqual(["PG_VERSION"]);
    expect(await readdir(join(scratch, "older"))).toEqual(["postgres"]);
  });

  it("makes a UTF-8 database with checksums without LANG and under umask 077", async () => {
    expect(await askIn(join(scratch, "strict"), { umask: "077" })).toEqual(wellMade);
  });
});

describe.skipIf(!root)("openDatabase() as root (skipped for ordinary users)", () => {
  it("keeps the data elsewhere when the data folder lies where only root may go, and finds them again", async () => {
    const closed = join(scratch, "closed");
    const shared = join(scratch, "shared");
    await mkdir(closed, { mode: 0o700 });
    const dataFolder = join(closed, "data");
    expect(await askIn(dataFolder, { umask: "077", shared })).toEqual(wellMade);
    const home = await readFile(join(dataFolder, "postgres-is-at"), "utf8");
    expect(home.startsWith(shared)).toBe(true);
    expect((await stat(join(home, "data"))).uid).toBe(nobody?.uid);

    const again = await openDatabase({ dataFolder, sharedFolder: shared });
    await again.close();
    expect(await readdir(dataFolder)).toEqual(["postgres-is-at"]);

    // Both folders would lead to one database.
    await cp(dataFolder, join(closed, "copy"), { recursive: true });
    await expect(openDatabase({ dataFolder: join(closed, "copy"), sharedFolder: shared })).rejects.toThrow(/is a copy of/);
  });

  it.skipIf(!othersMayRunThis)("works as an ordinary user (skipped where others may not enter the checkout)", async () => {
    const folder = join(scratch, "ordinary");
    await mkdir(folder);
    await chown(folder, nobody?.uid ?? 0, nobody?.gid ?? 0);
    expect(await askIn(join(folder, "data"), { account: nobody })).toEqual(wellMade);
    // And root goes on as the user whose data they are.
    expect(await askIn(join(folder, "data"))).toEqual(wellMade);
    expect(await askIn(join(folder, "data"), { account: nobody })).toEqual(wellMade);
  });

  it.skipIf(!othersMayRunThis)("says that a folder is read-only (skipped where others may not enter the checkout)", async () => {
    const folder = join(scratch, "readonly");
    await mkdir(folder, { mode: 0o755 });
    expect(await askIn(folder, { account: nobody })).toEqual({
      refused: expect.stringMatching(/cannot be used: this user may not write there/),
    });
    expect(await askIn(join(folder, "below"), { account: nobody })).toEqual({ refused: expect.stringMatching(/may not write there/) });
    expect(await readdir(folder)).toEqual([]);
  });

  it("says that there is no room, or that the file system is read-only, and leaves nothing half written", async ({ skip }) => {
    const folder = join(scratch, "small");
    await mkdir(folder);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=20m,mode=755", "tmpfs", folder], { stdio: "ignore" });
    } catch {
      skip("a small file system cannot be mounted here");
    }
    try {
      await expect(openDatabase({ dataFolder: folder })).rejects.toThrow(DataFolderFull);
      expect((await readdir(folder, { recursive: true })).filter((name) => name.includes("data"))).toEqual([]);
      execFileSync("mount", ["-o", "remount,ro", folder]);
      const opening = openDatabase({ dataFolder: folder });
      await expect(opening).rejects.toThrow(DataFolderUnusable);
      await expect(opening).rejects.toThrow(/read-only/);
    } finally {
      execFileSync("umount", ["-l", folder]);
    }
  });
});
