import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { dostyk, dostykByNpx, type Running } from "../testing.ts";

const scratch = await mkdtemp(join(tmpdir(), "dostyk-start-"));
// Where Postgres' own user may pass, when root runs the tests: else its data would lie outside and survive them.
await chmod(scratch, 0o711);
const dataFolder = join(scratch, "data");
const started: Running[] = [];

const start = (settings: Readonly<Record<string, string>> = {}): Running => {
  const node = dostyk(["start"], { PORT: "0", DOSTYK_DATA: dataFolder, ...settings });
  started.push(node);
  return node;
};

const processesOn = (folder: string): string[] =>
  execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(folder) && line.includes("postgres"));

const addressOf = (node: Running): string => /Website {2}(\S+)/.exec(node.output())?.[1] ?? "";

async function typename(node: Running): Promise<unknown> {
  const body = JSON.stringify({ query: "{ __typename }" });
  const response = await fetch(`${addressOf(node)}graphql`, { method: "POST", headers: { "content-type": "application/json" }, body });
  return response.json();
}

afterEach(async () => {
  for (const node of started.splice(0)) {
    node.signal("SIGKILL");
    await node.ended();
  }
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

// One data folder goes through all of these in turn, because a first start takes its time.
describe("start", { timeout: 90_000 }, () => {
  it("makes everything at the first start, tells its steps, prints two addresses and answers", async () => {
    const node = start();
    await node.prints("Ctrl-C stops the node.");
    expect(node.output()).toMatch(/Preparing a new database… \d+\.\d s\nStarting the database… \d+\.\d s\n/);
    expect(node.output()).toMatch(/Website {2}http:\/\/localhost:\d+\/\nGraphQL {2}http:\/\/localhost:\d+\/graphql\n/);
    expect(node.output()).toMatch(/Reading the founding record… .*\nLoading sources \(\d+\)… /);
    const robots = await fetch(`${addressOf(node)}robots.txt`);
    expect(await robots.text()).toContain(`Sitemap: ${addressOf(node)}sitemap.xml`);
    expect(await typename(node)).toEqual({ data: { __typename: "Query" } });

    const second = start();
    expect(await second.ended()).toBe(1);
    expect(second.output().trim()).toBe(
      `The data folder ${dataFolder} is in use by another node (process ${node.pid}). Stop that one first, or choose another with DOSTYK_DATA.`,
    );

    node.signal("SIGTERM");
    expect(await node.ended()).toBe(0);
    expect(processesOn(dataFolder)).toEqual([]);
    expect(await readdir(dataFolder)).not.toContain("lock");
  });

  it("makes nothing twice", async () => {
    const node = start();
    await node.prints("Ctrl-C stops the node.");
    expect(node.output()).not.toMatch(/Preparing a new database|Loading/);
    node.signal("SIGINT");
    expect(await node.ended()).toBe(0);
  });

  it("takes Ctrl-C and the copy of it that pnpm passes on for one wish", async () => {
    const node = start();
    await node.prints("Ctrl-C stops the node.");
    node.signal("SIGINT");
    node.signal("SIGINT");
    expect(await node.ended()).toBe(0);
    expect(node.output()).toMatch(/Stopping…\n$/);
  });

  it("starts again after it was killed, although its Postgres lives on", async () => {
    const killed = start();
    await killed.prints("Ctrl-C stops the node.");
    killed.signal("SIGKILL");
    await killed.ended();
    expect(processesOn(dataFolder)).not.toEqual([]);

    const node = start();
    await node.prints("Ctrl-C stops the node.");
    expect((await fetch(`${addressOf(node)}robots.txt`)).ok).toBe(true);
    node.signal("SIGTERM");
    expect(await node.ended()).toBe(0);
    expect(processesOn(dataFolder)).toEqual([]);
  });

  it("stops when npx is stopped, which passes no signal on", async () => {
    const node = dostykByNpx(["start"], { PORT: "0", DOSTYK_DATA: dataFolder });
    started.push(node);
    await node.prints("Ctrl-C stops the node.");
    node.signal("SIGTERM");
    await node.prints("Stopping…");
    await node.ended();
    expect(processesOn(dataFolder)).toEqual([]);
  });

  it("ends with a sentence when its Postgres is killed, and starts again", async () => {
    const node = start();
    await node.prints("Ctrl-C stops the node.");
    const pid = Number((await readFile(join(dataFolder, "postgres", "data", "postmaster.pid"), "utf8")).split("\n")[0]);
    process.kill(pid, "SIGKILL");
    expect(await node.ended()).toBe(1);
    expect(node.output()).toContain("Postgres ended although nobody stopped it");
    expect(node.output()).not.toMatch(/\n\s+at /);
    const again = start();
    await again.prints("Ctrl-C stops the node.");
  });

  it("leaves no Postgres when it is stopped while it starts", async () => {
    const node = start();
    await node.prints("Starting the database");
    node.signal("SIGTERM");
    expect(await node.ended()).toBe(0);
    while (processesOn(dataFolder).length > 0) await sleep(50);
  });

  it("says that the port is taken before it makes anything", async () => {
    const { server, port } = await occupied();
    const node = start({ PORT: String(port), DOSTYK_DATA: join(scratch, "never") });
    expect(await node.ended()).toBe(1);
    expect(node.output()).toMatch(new RegExp(`^Port ${port} is in use by another program\\. .*PORT=0 takes a free one\\.\n$`));
    expect(await readdir(join(scratch, "never"))).toEqual([]);
    server.close();
  });

  it("says that the outside database cannot be reached, without its password and without a trace", async () => {
    const node = start({ DATABASE_URL: "postgresql://someone:very-secret@127.0.0.1:9/none" });
    expect(await node.ended()).toBe(1);
    expect(node.output()).toContain("The database at 127.0.0.1:9/none cannot be used");
    expect(node.output()).not.toMatch(/very-secret|\n\s+at /);
  });

  it("refuses a setting that does not exist", async () => {
    const node = start({ DOSTYK_DATE: dataFolder });
    expect(await node.ended()).toBe(1);
    expect(node.output()).toContain("DOSTYK_DATE is not a setting. Did you mean DOSTYK_DATA?");
  });
});

describe("dostyk", () => {
  it("checks the founding record without a database", async () => {
    const check = dostyk(["archive", "check"], {});
    expect(await check.ended()).toBe(0);
    expect(check.output()).toMatch(/^The founding record is sound: \d+ records, \d+ claims\.\n$/);
  });

  it("names the nearest command, and what it can do", async () => {
    const typo = dostyk(["confg", "check"], {});
    expect(await typo.ended()).toBe(1);
    expect(typo.output()).toContain('Did you mean "config check"?');
    const check = dostyk(["config", "check"], { PORT: "8080" });
    expect(await check.ended()).toBe(0);
    expect(check.output()).toMatch(/PORT +8080/);
  });
});

function occupied(): Promise<{ server: Server; port: number }> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve({ server, port: typeof address === "object" && address !== null ? address.port : 0 });
    });
  });
}
