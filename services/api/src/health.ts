import type { PrismaClient } from "@dostyk/db";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** How a part is: doing its work, doing it worse, or not at all. */
export type HealthStatus = "ok" | "degraded" | "down";

/** A part of the node that can say how it is. */
export interface HealthCheck {
  /** One word, such as "database". */
  readonly name: string;
  /** What the part does, and what readers lose without it: for the person who reads the page. */
  readonly about: string;
  /** Answers at once or soon; `note` is for people and holds no secret. */
  check(): Promise<HealthStatus | { readonly status: HealthStatus; readonly note: string }>;
  /** What it means when the check fails or does not answer in time. Default: "degraded". "down" for what nothing works without. */
  readonly whenSilent?: "degraded" | "down";
}

/** How one part was found. */
export interface PartHealth {
  readonly name: string;
  readonly about: string;
  readonly status: HealthStatus;
  readonly note?: string;
  readonly durationMs: number;
}

/** How the node is: as its worst part. */
export interface NodeHealth {
  readonly status: HealthStatus;
  readonly parts: readonly PartHealth[];
}

/** Looks after the checks of a node. It is down, as "starting", until it is told what to watch. */
export interface Readiness {
  /** Watches these parts too. */
  watch(...checks: readonly HealthCheck[]): void;
  /** How the node is, at most a second old: whoever asks often costs no more than whoever asks once a second. */
  now(): Promise<NodeHealth>;
  /** From now on the node is down, whatever its parts say: nobody should send it a new reader. */
  stop(): void;
}

/** All have a default. */
export interface ReadinessOptions {
  /** How long a part may take to answer. Default: 2 000. */
  readonly patienceMs?: number;
  /** How long an answer holds. Default: 1 000. */
  readonly freshMs?: number;
}

/** Makes the readiness of a node. The parts are asked when somebody asks, not before. */
export function createReadiness({ patienceMs = 2_000, freshMs = 1_000 }: ReadinessOptions = {}): Readiness {
  let checks: readonly HealthCheck[] | undefined;
  let stopped = false;
  let latest: { readonly health: Promise<NodeHealth>; readonly until: number } | undefined;
  return {
    watch(...more) {
      checks = [...(checks ?? []), ...more];
      latest = undefined;
    },
    async now() {
      if (stopped) return notReady("is stopping");
      if (checks === undefined) return notReady("is starting");
      const now = performance.now();
      if (latest === undefined || now >= latest.until) latest = { health: healthOf(checks, patienceMs), until: now + freshMs };
      return latest.health;
    },
    stop() {
      stopped = true;
    },
  };
}

function notReady(note: string): NodeHealth {
  return { status: "down", parts: [{ name: "node", about: "The process that answers.", status: "down", note, durationMs: 0 }] };
}

const order: readonly HealthStatus[] = ["ok", "degraded", "down"];

async function healthOf(checks: readonly HealthCheck[], patienceMs: number): Promise<NodeHealth> {
  const parts = await Promise.all(checks.map((check) => partHealth(check, patienceMs)));
  const worst = Math.max(0, ...parts.map(({ status }) => order.indexOf(status)));
  return { status: order[worst] ?? "down", parts };
}

async function partHealth(check: HealthCheck, patienceMs: number): Promise<PartHealth> {
  const { name, about, whenSilent = "degraded" } = check;
  const began = performance.now();
  const stop = new AbortController();
  const late = wait(
    patienceMs,
    { status: whenSilent, note: `did not answer within ${patienceMs} ms` },
    { signal: stop.signal, ref: false },
  );
  const broken = () => ({ status: whenSilent, note: "could not be asked" });
  // A check that throws before its first wait is broken like any other.
  const asked = Promise.resolve()
    .then(() => check.check())
    .catch(broken);
  const found = await Promise.race([asked, late.catch(broken)]);
  stop.abort();
  const told = typeof found === "string" ? { status: found } : found;
  return { name, about, ...told, durationMs: Math.round(performance.now() - began) };
}

/** Whether the database answers a question at this moment. */
export function databaseCheck(prisma: PrismaClient): HealthCheck {
  return {
    name: "database",
    about: "Every page and answer is read from it.",
    whenSilent: "down",
    async check() {
      await prisma.$queryRaw`SELECT 1`;
      return "ok";
    },
  };
}

/** Answers a probe in JSON, to be kept by nobody. `status` "down" is 503, the others 200. */
export function answerProbe(request: IncomingMessage, response: ServerResponse, health: { readonly status: HealthStatus }): void {
  const body = JSON.stringify(health);
  response.writeHead(health.status === "down" ? 503 : 200, {
    "content-type": "application/json; charset=utf-8",
    "content-length": String(Buffer.byteLength(body)),
    "cache-control": "no-store",
  });
  response.end(request.method === "HEAD" ? "" : body);
}
