import { spawn } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** A process of this room that can be killed. */
export type StartedProcess = {
  readonly pid: number;
  /** SIGKILL: it has no last word. Answers when it is gone. */
  kill(): Promise<void>;
};

const program = fileURLToPath(new URL("killable.ts", import.meta.url));

/** Starts a relay or a worker on the database at `url` and answers when it works. */
export function startProcess(what: "relay" | "work", url: string): Promise<StartedProcess> {
  const child = spawn(process.execPath, [program, what, url], { stdio: ["ignore", "pipe", "inherit"] });
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  const kill = (): Promise<void> => {
    child.kill("SIGKILL");
    return gone;
  };
  return new Promise((resolve, reject) => {
    child.stdout.once("data", () => resolve({ pid: child.pid ?? 0, kill }));
    child.once("error", reject);
    gone.then(
      () => reject(new Error(`The ${what} ended before it worked.`)),
      () => {},
    );
  });
}
