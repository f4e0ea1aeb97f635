import { answerProbe, type Api, composeServer, type ComposedServer, type ServerOptions, type Site } from "@dostyk/api";
import type { IncomingMessage, ServerResponse } from "node:http";

/** What answers behind the door. */
export type Rooms = { readonly api: Api; readonly site: Site };

/** The one door of a node: it has its port from the first moment, and answers 503 until it is opened, but to the question whether the process lives. */
export type Door = Pick<ComposedServer, "listen" | "close"> & {
  /** From now on the rooms answer. */
  open(rooms: Rooms): void;
};

const RETRY_AFTER_S = 2;

/** Makes the door, closed and not yet listening. `close()` waits for the answers and closes the API too. */
export function makeDoor(edge: Omit<ServerOptions, "api" | "site">): Door {
  let rooms: Rooms | undefined;
  const behind: Api = {
    owns: (path) => rooms?.api.owns(path) ?? true,
    handle: (request, response, tell) => (rooms === undefined ? notNow(request, response) : rooms.api.handle(request, response, tell)),
    ask: (...question) => rooms?.api.ask(...question) ?? Promise.reject(new Error(STARTING)),
    close: async () => rooms?.api.close(),
  };
  const site: Site = {
    fetch: async (request) => rooms?.site.fetch(request) ?? new Response(STARTING, { status: 503 }),
    turnedAway: async (status, request) => rooms?.site.turnedAway?.(status, request) ?? new Response(STARTING, { status }),
  };
  const { listen, close } = composeServer({ ...edge, api: behind, site });
  const open = (opened: Rooms): void => {
    rooms = opened;
  };
  return { listen, close, open };
}

const STARTING = "The node is starting. Ask again in a moment.\n";

/** A proxy in front knows from the status that it may ask again. */
function notNow(request: IncomingMessage, response: ServerResponse): void {
  if (request.url === "/healthz") return answerProbe(request, response, { status: "ok" });
  response.writeHead(503, { "content-type": "text/plain; charset=utf-8", "retry-after": String(RETRY_AFTER_S) });
  response.end(STARTING);
}
