// Asks one server as fast as it answers, in a process of its own so that its work is nobody else's.
import process from "node:process";
import { ask } from "./ask.ts";
import type { Request } from "./operations.ts";

/** One window of load: requests are taken in turn, from the one numbered `start`, round and round. */
export type Window = {
  readonly port: number;
  readonly requests: readonly Request[];
  readonly start: number;
  readonly connections: number;
  readonly milliseconds: number;
};

/** What came of it. Latencies in milliseconds, in no order. */
export type Fired = { readonly milliseconds: number; readonly latencies: readonly number[]; readonly refused: string | null };

async function fire({ port, requests, start, connections, milliseconds }: Window): Promise<Fired> {
  const latencies: number[] = [];
  let next = start;
  const began = performance.now();
  const connection = async () => {
    for (let sent = performance.now(); sent - began < milliseconds;) {
      const request = requests[next++ % requests.length];
      if (request === undefined) return;
      await ask(port, request);
      const answered = performance.now();
      latencies.push(answered - sent);
      sent = answered;
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  return { milliseconds: performance.now() - began, latencies, refused: null };
}

process.on("message", (window: Window) => {
  fire(window).then(
    (fired) => process.send?.(fired),
    (error: unknown) => process.send?.({ milliseconds: 0, latencies: [], refused: String(error) } satisfies Fired),
  );
});
process.on("disconnect", () => process.exit());
