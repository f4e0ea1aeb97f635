import { isOver, type Progress, progressOf, type ProgressWatcher } from "@dostyk/jobs";
import type { PrismaClient } from "@dostyk/db";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Farewell } from "./farewell.ts";

/** What the streams need; the last two have a default. */
export type ProgressStreamsOptions = {
  readonly prisma: PrismaClient;
  readonly watcher: ProgressWatcher;
  readonly farewell: Farewell;
  /** Whether who asks may see how far this job is. Whoever may not is told what is told of a job that is not there. Default: nobody. */
  readonly mayFollow?: (request: IncomingMessage, progress: Progress) => boolean | Promise<boolean>;
  /** Default: as below. */
  readonly bounds?: Partial<StreamBounds>;
};

/** What streams may cost. */
export type StreamBounds = {
  /** Streams at once. Default: 200. */
  readonly atOnce: number;
  /** Streams at once of one job. Default: 20. */
  readonly ofOneJob: number;
  /** A comment is sent so often, by which both ends see that the line is there. Default: 15 000. */
  readonly stillHereMs: number;
  /** So long lasts a stream; then its reader comes again by itself, and is asked for its right again. Default: 15 minutes. */
  readonly longestMs: number;
};

/** Tells how far long jobs are, as server-sent events. */
export type ProgressStreams = {
  /** The listener for `/progress/<id of a job>`. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
};

const usual: StreamBounds = { atOnce: 200, ofOneJob: 20, stillHereMs: 15_000, longestMs: 15 * 60_000 };
const COME_AGAIN_MS = 2_000;

/** Makes the listener. */
export function progressStreams(options: ProgressStreamsOptions): ProgressStreams {
  const { prisma, watcher, farewell, mayFollow = () => false } = options;
  const bounds = { ...usual, ...options.bounds };
  const open = new Map<string, number>();
  let all = 0;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== "GET") return refuse(response, 405, "Ask by GET.", { allow: "GET" });
    const id = /^\/progress\/([\w-]{1,64})(?:\?|$)/u.exec(request.url ?? "")?.[1] ?? "";
    const progress = await progressOf(prisma, id);
    // Told alike, so that asking reveals nothing.
    if (progress === null || !(await mayFollow(request, progress)))
      return refuse(response, 404, "There is no such work. It may be long over.");
    const ofThis = open.get(id) ?? 0;
    if (all >= bounds.atOnce || ofThis >= bounds.ofOneJob) {
      return refuse(response, 503, "Too many follow already. Load the page again in a moment.", { "retry-after": "5" });
    }
    open.set(id, ofThis + 1);
    all += 1;
    try {
      await stream(request, response, id);
    } finally {
      all -= 1;
      const left = (open.get(id) ?? 1) - 1;
      if (left === 0) open.delete(id);
      else open.set(id, left);
    }
  };

  const stream = async (request: IncomingMessage, response: ServerResponse, id: string): Promise<void> => {
    const ends = new AbortController();
    const end = (): void => ends.abort();
    response.once("close", end);
    const forget = farewell.onGoodbye(end);
    const longest = setTimeout(end, bounds.longestMs);
    const stillHere = setInterval(() => response.write(": still here\n\n"), bounds.stillHereMs);
    try {
      response.writeHead(200, {
        "content-type": "text/event-stream; charset=utf-8",
        // Kept by nobody, packed by nobody, held back by nobody on the way.
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
        "x-content-type-options": "nosniff",
      });
      response.write(`retry: ${COME_AGAIN_MS}\n\n`);
      let over = false;
      for await (const state of watcher.follow(id, lastSeen(request), ends.signal)) {
        over = isOver(state);
        // Who reads slowly is given the state of then, not all that were in between.
        if (!response.write(eventOf(state))) await once(response, "drain", { signal: ends.signal }).catch(() => {});
      }
      // A browser comes again after any end; by this word its page knows whether it should.
      response.end(`event: goodbye\ndata: ${JSON.stringify({ comeAgain: !over && ends.signal.aborted })}\n\n`);
    } finally {
      clearTimeout(longest);
      clearInterval(stillHere);
      forget();
      response.end();
    }
  };

  return { handle };
}

/** The version the reader has seen (HTML Living Standard §9.2.3, Last-Event-ID); 0 where it says none. */
function lastSeen({ headers }: IncomingMessage): number {
  const given = Number(headers["last-event-id"] ?? 0);
  return Number.isSafeInteger(given) && given > 0 ? given : 0;
}

/** JSON has no line break of its own, so one data line holds it. */
function eventOf({ version, state, percent, phase, messageKey, result, reason }: Progress): string {
  return `id: ${version}\nevent: progress\ndata: ${JSON.stringify({ state, percent, phase, messageKey, result, reason })}\n\n`;
}

function refuse(response: ServerResponse, status: number, message: string, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", ...headers });
  response.end(`${message}\n`);
}
