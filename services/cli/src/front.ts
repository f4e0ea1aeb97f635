import { Refusal } from "@dostyk/kernel";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** Answers a request of Node's own HTTP server. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** The one door of a node: it has its port from the first moment, and answers 503 until it is opened. */
export interface Front {
  readonly port: number;
  /** From now on requests are answered by this. */
  open(listener: Listener): void;
  /** Takes no new requests and waits for those that are being answered, but not longer than `patienceMs`. */
  drain(patienceMs: number): Promise<void>;
}

/** Somebody else listens there, or we may not. */
export class CannotListen extends Refusal {
  constructor(host: string, port: number, cause: NodeJS.ErrnoException) {
    super(reasons[cause.code ?? ""]?.(host, port) ?? `The node cannot listen on ${host}:${port}: ${cause.message}.`, { cause });
  }
}

const reasons: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) =>
    `Port ${port} on ${host} is taken by another program. Stop that one, or choose another port: ` +
    `PORT=${port + 1}, or PORT=0 for any that is free.`,
  EACCES: (_host, port) =>
    `This user may not listen on port ${port}. Choose a PORT of 1024 or more, and let a reverse proxy take the small one.`,
  EADDRNOTAVAIL: (host) => `This computer has no address ${host}. Set HOST to one it has, such as 127.0.0.1, or 0.0.0.0 for all of them.`,
  ENOTFOUND: (host) => `Nobody knows the host ${host}. Set HOST to an address of this computer, such as 127.0.0.1.`,
};

const RETRY_AFTER_S = 2;

/** Takes the port. @throws CannotListen */
export async function openFront(host: string, port: number): Promise<Front> {
  let answer: Listener = notNow;
  const server = createServer((request, response) => answer(request, response));
  await listening(server, host, port);
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    open: (listener) => {
      answer = listener;
    },
    drain: (patienceMs) => drained(server, patienceMs),
  };
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(new CannotListen(host, port, error)));
    server.listen({ host, port }, resolve);
  });
}

/** Before everything is loaded. A proxy in front knows from the status that it may ask again. */
function notNow(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { "content-type": "text/plain; charset=utf-8", "retry-after": String(RETRY_AFTER_S) });
  response.end("The node is starting. Ask again in a moment.\n");
}

async function drained(server: Server, patienceMs: number): Promise<void> {
  let closed = false;
  const closing = new Promise<void>((resolve) => {
    server.close(() => {
      closed = true;
      resolve();
    });
  });
  // A kept-alive connection becomes idle only after its answer, and would then keep the server for seconds.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  await Promise.race([closing, sleep(patienceMs, undefined, { ref: false })]);
  clearInterval(idle);
  if (!closed) server.closeAllConnections();
  await closing;
}
