import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** A command of ours that runs in a process of its own. */
export interface Running {
  readonly pid: number;
  /** Everything it printed so far. */
  output(): string;
  /** Waits until it prints this. @throws with what it printed instead, when it ends before */
  prints(words: string): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Its exit code; null when a signal ended it. */
  ended(): Promise<number | null>;
}

const source = dirname(fileURLToPath(import.meta.url));

const command = [process.execPath, "--import", "tsx", join(source, "main.ts")];

/** Runs `dostyk <words>` as an operator would, with these settings and none of the tests'. */
export function dostyk(words: readonly string[], settings: Readonly<Record<string, string>>): Running {
  return run([...command, ...words], settings);
}

/** The same through two shells, as `npx pnpm@12 start` does: a signal reaches the first one only. */
export function dostykByNpx(words: readonly string[], settings: Readonly<Record<string, string>>): Running {
  const line = [...command, ...words].map((word) => `'${word}'`).join(" ");
  const npx = { npm_lifecycle_event: "start", npm_execpath: "/opt/npm/_npx/1/node_modules/pnpm/pnpm" };
  return run(["/bin/sh", "-c", `/bin/sh -c "${line}; true"; true`], { ...settings, ...npx });
}

function run([program = "", ...words]: readonly string[], settings: Readonly<Record<string, string>>): Running {
  const others = Object.entries(process.env).filter(([name]) => !/^(DOSTYK_|DATABASE_URL$|PORT$|HOST$|NODE_|VITEST|npm_)/.test(name));
  const child = spawn(program, words, {
    cwd: source,
    env: { ...Object.fromEntries(others), ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  let over = false;
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => {
      over = true;
      resolve(code);
    });
  });
  const prints = async (wanted: string): Promise<void> => {
    while (!output.includes(wanted)) {
      if (over) throw new Error(`It ended without printing "${wanted}":\n${output}`);
      await sleep(20);
    }
  };
  return {
    pid: child.pid ?? 0,
    output: () => output,
    prints,
    signal: (name) => child.kill(name),
    ended: () => ended,
  };
}
