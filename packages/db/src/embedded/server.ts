import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { appendFile, readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { processLives } from "../data-folder.ts";
import { NoEmbeddedPostgres } from "../refusals.ts";
import { cleanEnvironment, CLUSTER_USER, explained, ids, type Cluster } from "./cluster.ts";
import type { Binaries } from "./binaries.ts";
import type { Home } from "./home.ts";

/** A Postgres that runs for this process. */
export interface RunningServer {
  readonly port: number;
  readonly pid: number;
  /** The address of one of its databases. */
  url(database: string): string;
  /** Called once when it ends although nobody stopped it. */
  onLost(tell: () => void): void;
  /** Stops it: open sessions are ended, everything committed is on disk. Stopping twice changes nothing. */
  stop(): Promise<void>;
}

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 6_000;
const LOG_LIMIT = 5 * 1024 * 1024;

/** Starts Postgres on a cluster. One that a killed node left behind is stopped first. */
export async function startServer(home: Home, binaries: Binaries, cluster: Cluster, throwaway: boolean): Promise<RunningServer> {
  await stopOrphan(cluster.data);
  // Between choosing a port and taking it somebody else may; and backends of a postmaster that was killed need a
  // moment to notice. Both are over at the next attempt.
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const { child, lastWords } = spawnPostgres(home, binaries, cluster.data, port, throwaway);
    if (await ready(child, cluster.data)) return running(child, cluster, port);
    const passing = /could not bind|could not create any TCP\/IP sockets|pre-existing shared memory block/.test(lastWords());
    if (!passing || attempt >= 5) throw explained(home.folder, lastWords());
    await sleep(300);
  }
}

function spawnPostgres(
  home: Home,
  binaries: Binaries,
  data: string,
  port: number,
  throwaway: boolean,
): { child: ChildProcess; lastWords(): string } {
  const settings = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    // No socket file: its path may be too long for the system, and nobody needs it.
    unix_socket_directories: "",
    max_connections: throwaway ? "200" : "60",
    shared_buffers: "128MB",
    // Compiling a plan costs more than running it, for questions as small as ours.
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "warning",
    ...(throwaway ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum: "off" } : {}),
  };
  const words = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(binaries.postgres, ["-D", data, ...words], {
    ...ids(home),
    cwd: home.folder,
    env: cleanEnvironment(),
    stdio: ["ignore", "ignore", "pipe"],
    // Its own process group: Ctrl-C in a terminal goes to a whole group, and Postgres is to be stopped last.
    detached: true,
  });
  // The last way out, when the process ends without having stopped it, even while it starts: no orphan is left.
  const lastResort = (): boolean => child.kill("SIGINT");
  process.once("exit", lastResort);
  child.once("exit", () => process.removeListener("exit", lastResort));
  let recent = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    recent = (recent + chunk.toString("utf8")).slice(-8_000);
    // What Postgres says is kept in memory too, for the sentence that a failed start prints.
    keepLog(join(home.folder, "postgres.log"), chunk).catch(() => {});
  });
  child.once("error", (error) => (recent += `FATAL: ${error.message}`));
  return { child, lastWords: () => recent };
}

/** Writes the log as long as it is of a bearable size; a full disk must not stop the node because of it. */
async function keepLog(file: string, chunk: Buffer): Promise<void> {
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size > LOG_LIMIT) await rm(file, { force: true });
  await appendFile(file, chunk, { mode: 0o600 });
}

/** True once Postgres answers, false when it ended instead. */
async function ready(child: ChildProcess, data: string): Promise<boolean> {
  let ended = false;
  child.once("exit", () => (ended = true)).once("error", () => (ended = true));
  const giveUp = performance.now() + START_LIMIT_MS;
  while (!ended && performance.now() < giveUp) {
    const file = await postmasterFile(data);
    if (file?.pid === child.pid && file?.status === "ready") return true;
    await sleep(20);
  }
  if (!ended) throw new NoEmbeddedPostgres(`it was not ready after ${START_LIMIT_MS / 1000} s`);
  return false;
}

function running(child: ChildProcess, cluster: Cluster, port: number): RunningServer {
  const pid = child.pid ?? 0;
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => endProcess(pid, () => child.exitCode !== null || child.signalCode !== null);
  return {
    port,
    pid,
    url: (database) => addressOf(cluster.password, port, database),
    onLost: (tell) => child.once("exit", () => (stopping === undefined ? tell() : undefined)),
    stop: () => (stopping ??= stop()),
  };
}

/** The address of a database of a cluster that runs. */
export function addressOf(password: string, port: number, database: string): string {
  return `postgresql://${CLUSTER_USER}:${password}@127.0.0.1:${port}/${database}`;
}

/** A node that was killed leaves its Postgres running, and Postgres lets no second one in. */
async function stopOrphan(data: string): Promise<void> {
  const file = await postmasterFile(data);
  if (file === undefined || !processLives(file.pid)) return;
  if (isPostgresOn(file.pid, data)) {
    // Its last deed is to remove the file. The number may stay for a while, where nobody collects dead processes.
    const ended = (): boolean => !existsSync(join(data, "postmaster.pid")) || !processLives(file.pid);
    return endProcess(file.pid, ended);
  }
  // After a restart of the computer or container the number may belong to anybody; Postgres would respect it.
  await rm(join(data, "postmaster.pid"), { force: true });
}

function isPostgresOn(pid: number, data: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(data);
  } catch {
    // No such file system here, so the pid file is all there is to go by.
    return process.platform !== "linux";
  }
}

/** Asks politely (sessions end, data are written), then firmly (Postgres recovers at its next start). */
async function endProcess(pid: number, ended: () => boolean): Promise<void> {
  for (const [name, limitMs] of [
    ["SIGINT", STOP_LIMIT_MS],
    ["SIGQUIT", 1_500],
    ["SIGKILL", 1_500],
  ] as const) {
    signal(pid, name);
    const giveUp = performance.now() + limitMs;
    while (!ended() && performance.now() < giveUp) await sleep(20);
    if (ended()) return;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone already.
  }
}

/** What Postgres writes about itself into its data; undefined when there is no such file. */
export async function postmasterFile(data: string): Promise<{ pid: number; port: number; status: string } | undefined> {
  // Its lines: pid, data folder, start time, port, socket folder, address, shared memory, status.
  const lines = (await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? "" } : undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
