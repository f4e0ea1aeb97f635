import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** A process of ours that answers each message with one. */
export type Child<Message extends object | string, Answer> = {
  readonly ask: (message: Message) => Promise<Answer>;
  /** The next thing it says without being asked. */
  readonly next: () => Promise<Answer>;
  /** Answers when it has ended. */
  readonly stop: () => Promise<void>;
};

/** Starts a file of this room as a process. Its log is thrown away, its faults are shown. */
export function startChild<Message extends object | string, Answer>(
  file: string,
  ...parameters: readonly string[]
): Child<Message, Answer> {
  const child: ChildProcess = fork(fileURLToPath(new URL(file, import.meta.url)), parameters, {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    // As `pnpm start` runs a node: answers are made of many small things that are soon forgotten. Room for them halves the
    // collections, and on two cores threads that look for a share of so little work cost more than they save.
    execArgv: ["--max-semi-space-size=32", "--no-parallel-scavenge"],
    env: { ...process.env, NODE_ENV: "production", GRAPHILE_ENV: "production" },
  });
  const ended = once(child, "exit");
  const broken = ended.then(([code]): never => {
    throw new Error(`${file} ended (${code}).`);
  });
  // Whoever waits for an answer finds out; one that is stopped at the end has no fault.
  broken.catch(() => {});
  const next = async (): Promise<Answer> => {
    const [answer] = (await Promise.race([once(child, "message"), broken])) as [Answer];
    return answer;
  };
  return {
    next,
    ask: (message) => {
      const answer = next();
      child.send(message);
      return answer;
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
