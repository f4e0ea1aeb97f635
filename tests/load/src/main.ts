// The benchmark: `pnpm bench`. README.md says what it asks and how to read the answer.
import { mkdir, writeFile } from "node:fs/promises";
import process from "node:process";
import { parseArgs } from "node:util";
import pg from "pg";
import { compareAnswers } from "./compare-answers.ts";
import { type Gunner, type Measured, measure, type Server, startGunner, startServers } from "./measure.ts";
import { countries, partnershipKinds } from "./fill-database.ts";
import { type Keys, type Operation, operations, type ServerName } from "./operations.ts";
import { postgresCpu } from "./postgres-cpu.ts";
import { costliest } from "./profile.ts";
import { report } from "./report.ts";
import { scratchDatabase } from "./scratch-database.ts";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "4" },
    seconds: { type: "string", default: "2.5" },
    connections: { type: "string", default: "16" },
    /** Letters of the operations to ask; all by default. */
    only: { type: "string", default: "ABCD" },
    /** A folder for the database, kept for the next run. */
    folder: { type: "string" },
    /** Also writes a processor profile of ours for each operation into this folder. */
    profile: { type: "string" },
  },
});

const load = { connections: Number(options.connections), milliseconds: 1000 * Number(options.seconds) };
const asked = operations.filter(({ letter }) => options.only.includes(letter));
const told = (step: string) => process.stderr.write(`${step}\n`);

type Stand = {
  readonly servers: readonly Server[];
  readonly gunner: Gunner;
  readonly keys: Readonly<Record<Keys, readonly string[]>>;
  readonly postgres: (() => number) | null;
};

const database = await scratchDatabase({ databaseUrl: process.env["DATABASE_URL"], folder: options.folder }, told);
try {
  await run(database.url);
} finally {
  await database.close();
}

async function run(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0 });
  pool.on("error", () => {});
  told("Starting the servers");
  const servers = await startServers(url);
  const gunner = startGunner();
  try {
    const stand: Stand = { servers, gunner, keys: await keysFrom(pool), postgres: await postgresOf(pool) };
    told("Comparing the answers");
    for (const operation of asked) await compareAnswers(servers, operation, stand.keys[operation.keys]);
    const results: [Operation, ReadonlyMap<ServerName, readonly Measured[]>][] = [];
    for (const operation of asked) {
      told(`Asking ${operation.letter}: ${operation.title}`);
      results.push([operation, await inTurns(stand, operation)]);
      if (options.profile !== undefined) await writeProfile(stand, operation, options.profile);
    }
    console.log(report(results));
  } finally {
    await Promise.all([...servers, gunner].map((one) => one.stop()));
    await pool.end();
  }
}

/** Windows of the three servers by turns: whatever slows this computer down for a while slows all of them. */
async function inTurns(
  { servers, gunner, keys, postgres }: Stand,
  operation: Operation,
): Promise<ReadonlyMap<ServerName, readonly Measured[]>> {
  const window = (server: Server, start: number, milliseconds: number) =>
    measure({ server, operation, keys: keys[operation.keys], gunner, postgres, load: { ...load, start, milliseconds } });
  for (const server of servers) await warmUp((milliseconds) => window(server, 0, milliseconds));
  const measured = new Map<ServerName, Measured[]>(servers.map(({ name }) => [name, []]));
  for (let round = 0; round < Number(options.rounds); round++)
    for (const server of servers) measured.get(server.name)?.push(await window(server, round * 997, load.milliseconds));
  return measured;
}

/** Until the compiler has seen enough: three thousand requests, or ten seconds on a slow computer. */
async function warmUp(window: (milliseconds: number) => Promise<Measured>): Promise<void> {
  for (let answered = 0, seconds = 0; answered < 3_000 && seconds < 10; seconds++) answered += (await window(1_000)).latencies.length;
}

async function writeProfile({ servers, gunner, keys, postgres }: Stand, operation: Operation, folder: string): Promise<void> {
  const [ours] = servers;
  if (ours === undefined) return;
  const { profile } = await ours.profiled(() =>
    measure({ server: ours, operation, keys: keys[operation.keys], gunner, postgres, load: { ...load, start: 0, milliseconds: 4_000 } }),
  );
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/${operation.letter}.cpuprofile`, profile);
  console.log(costliest(profile));
}

async function keysFrom(pool: pg.Pool): Promise<Stand["keys"]> {
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM place ORDER BY md5(id) LIMIT 2000");
  return { "place ids": rows.map(({ id }) => id), "partnership kinds": partnershipKinds, countries };
}

async function postgresOf(pool: pg.Pool): Promise<(() => number) | null> {
  const { rows } = await pool.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  return postgresCpu(rows[0]?.pid ?? 0);
}
