import type { Fired, Window } from "./fire.ts";
import { type Operation, requestTo, type ServerName, serverNames } from "./operations.ts";
import { type Child, startChild } from "./child-process.ts";
import type { Asked, Said } from "./servers/measured-process.ts";

/** One of the three servers, at work. */
export type Server = {
  readonly name: ServerName;
  readonly port: number;
  readonly cpuMicroseconds: () => Promise<number>;
  readonly profiled: <T>(work: () => Promise<T>) => Promise<{ readonly result: T; readonly profile: string }>;
  readonly stop: () => Promise<void>;
};

/** What one window of load showed. Processor time in microseconds a request. */
export type Measured = {
  readonly nodeCpu: number;
  /** Null where the system does not tell. */
  readonly postgresCpu: number | null;
  readonly requestsPerSecond: number;
  readonly latencies: readonly number[];
};

const files: Readonly<Record<ServerName, string>> = {
  ours: "./servers/ours.ts",
  sql: "./servers/hand-written.ts",
  postgraphile: "./servers/postgraphile.ts",
};

/** Starts the three servers over the database. */
export function startServers(url: string): Promise<readonly Server[]> {
  return Promise.all(serverNames.map((name) => startServer(name, url)));
}

async function startServer(name: ServerName, url: string): Promise<Server> {
  const child = startChild<Asked, Said>(files[name], url);
  const said = await child.next();
  if (!("port" in said)) throw new Error(`${name} did not say where it listens.`);
  return {
    name,
    port: said.port,
    stop: child.stop,
    cpuMicroseconds: async () => {
      const answer = await child.ask("cpu");
      return "cpuMicroseconds" in answer ? answer.cpuMicroseconds : 0;
    },
    profiled: async (work) => {
      await child.ask("start profile");
      const result = await work();
      const answer = await child.ask("stop profile");
      return { result, profile: "profile" in answer ? answer.profile : "" };
    },
  };
}

/** The process that asks. */
export type Gunner = Child<Window, Fired>;

export function startGunner(): Gunner {
  return startChild<Window, Fired>("./fire.ts");
}

export type Load = { readonly connections: number; readonly milliseconds: number; readonly start: number };

/** Asks one server one operation for a while. */
export async function measure({
  server,
  operation,
  keys,
  load,
  gunner,
  postgres,
}: {
  readonly server: Server;
  readonly operation: Operation;
  readonly keys: readonly string[];
  readonly load: Load;
  readonly gunner: Gunner;
  readonly postgres: (() => number) | null;
}): Promise<Measured> {
  const requests = keys.map((key) => requestTo(server.name, operation, key));
  const [nodeBefore, postgresBefore] = [await server.cpuMicroseconds(), postgres?.() ?? 0];
  const { milliseconds, latencies, refused } = await gunner.ask({ port: server.port, requests, ...load });
  if (refused !== null) throw new Error(`${server.name}, operation ${operation.letter}: ${refused}`);
  const [nodeAfter, postgresAfter] = [await server.cpuMicroseconds(), postgres?.() ?? 0];
  return {
    nodeCpu: (nodeAfter - nodeBefore) / latencies.length,
    postgresCpu: postgres === null ? null : (postgresAfter - postgresBefore) / latencies.length,
    requestsPerSecond: (1000 * latencies.length) / milliseconds,
    latencies,
  };
}
