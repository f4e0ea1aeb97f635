import { isDeepStrictEqual } from "node:util";
import { ask } from "./ask.ts";
import type { Server } from "./measure.ts";
import { type Operation, requestTo } from "./operations.ts";

const KEYS_COMPARED = 40;

/** Whether the servers tell the same, key by key. Throws with the two answers where they differ. */
export async function compareAnswers(servers: readonly Server[], operation: Operation, keys: readonly string[]): Promise<void> {
  for (const key of keys.slice(0, KEYS_COMPARED)) {
    const answers = await Promise.all(servers.map((server) => answerOf(server, operation, key)));
    const [first] = answers;
    for (const [place, answer] of answers.entries()) {
      if (isDeepStrictEqual(first, answer)) continue;
      const names = `${servers[0]?.name} and ${servers[place]?.name}`;
      throw new Error(`${names} differ on ${operation.letter} for ${key}:\n${JSON.stringify(first)}\n${JSON.stringify(answer)}`);
    }
  }
}

async function answerOf(server: Server, operation: Operation, key: string): Promise<unknown> {
  const text = await ask(server.port, requestTo(server.name, operation, key));
  const answer = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (answer.errors !== undefined) throw new Error(`${server.name} refuses ${operation.letter} for ${key}: ${text.slice(0, 1000)}`);
  const settle = (operation.settle ?? ((data: never) => data)) as (data: unknown) => unknown;
  if (server.name === "sql") return settle(answer);
  if (server.name === "ours") return settle(answer.data);
  return (operation.fromPostgraphile as (data: unknown) => unknown)(answer.data);
}
