import type { PrismaClient } from "@dostyk/db";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

const patienceMs = 2_000;

/** Whether the database answers a question at this moment, waiting at most two seconds. */
export async function databaseAnswers(prisma: PrismaClient): Promise<boolean> {
  const stop = new AbortController();
  const late = wait(patienceMs, false, { signal: stop.signal, ref: false }).catch(() => false);
  const answer = prisma.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answer, late]);
  } finally {
    stop.abort();
  }
}

/** Answers a probe: `{"status":"ok"}` with 200, or `{"status":"unavailable"}` with 503. */
export function answerProbe(request: IncomingMessage, response: ServerResponse, well: boolean): void {
  const body = JSON.stringify({ status: well ? "ok" : "unavailable" });
  response.writeHead(well ? 200 : 503, {
    "content-type": "application/json; charset=utf-8",
    "content-length": String(Buffer.byteLength(body)),
    "cache-control": "no-store",
  });
  response.end(request.method === "HEAD" ? "" : body);
}
