import type { IncomingMessage, ServerResponse } from "node:http";
import { pathOf } from "./api.ts";
import type { Logger } from "./logger.ts";

/** What those behind the edge may add to a request's line in the log. */
export type RequestFields = Readonly<Record<string, string | number | undefined>>;

/** Adds to the line that the request will leave. */
export type Tell = (fields: RequestFields) => void;

/** One request, when it is over. */
export interface RequestSeen {
  readonly method: string;
  /** Who answered. */
  readonly door: "api" | "site";
  /** 499 for a reader who did not wait. */
  readonly status: number;
  readonly durationMs: number;
}

export interface WatchOptions {
  readonly door: RequestSeen["door"];
  readonly logger: Logger;
  readonly viewerKind?: (request: IncomingMessage) => string;
  readonly onRequest?: (seen: RequestSeen) => void;
}

// What nginx notes for a reader who did not wait for the answer.
const READER_LEFT = 499;

/** Writes one line when the request is over: who, what, how long; the path without its query, and nothing of the body. */
export function watchRequest(request: IncomingMessage, response: ServerResponse, known: RequestFields, options: WatchOptions): Tell {
  const started = performance.now();
  const { method = "" } = request;
  const path = readable(pathOf(request.url)).slice(0, 300);
  let told: RequestFields = known;
  response.once("close", () => {
    const status = response.writableFinished ? response.statusCode : READER_LEFT;
    const durationMs = Math.round((performance.now() - started) * 10) / 10;
    const viewer = options.viewerKind === undefined ? {} : { viewer: options.viewerKind(request) };
    options.logger.info({ ...told, ...viewer, method, path, status, durationMs }, "request");
    options.onRequest?.({ method, door: options.door, status, durationMs });
  });
  return (fields) => {
    told = { ...told, ...fields };
  };
}

// What is to be left out of the log is known by its shape, and an escape hides it.
function readable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
