import { spawn } from "node:child_process";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";

/** A process that remembers what to undo and waits for signals. */
function stoppable(body: string) {
  const script = `
    import { stopOnSignals } from ${JSON.stringify(new URL("shutdown.ts", import.meta.url).href)};
    const say = (text) => console.log(text);
    ${body}
    setInterval(() => {}, 1_000);
    say("ready");
  `;
  const env = { PATH: process.env["PATH"] };
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { env, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const prints = async (words: string): Promise<void> => {
    while (!output.includes(words)) await sleep(10);
  };
  return { child, ended, prints, lines: () => output.trim().split("\n") };
}

describe("stopOnSignals()", () => {
  it("undoes the last thing first, goes on when one fails, and ends with 0", async () => {
    const { child, ended, prints, lines } = stoppable(`
      const shutdown = stopOnSignals(say);
      shutdown.onStop("one", async () => say("one"));
      shutdown.onStop("two", async () => { throw new Error("no"); });
      shutdown.onStop("three", async () => say("three"));
    `);
    await prints("ready");
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(lines()).toEqual(["ready", "Stopping…", "three", "Stopping two failed: no", "one"]);
  });

  it("leaves what hangs after its patience, undoes the rest in order, and ends with 1", async () => {
    const { child, ended, prints, lines } = stoppable(`
      const shutdown = stopOnSignals(say);
      shutdown.onStop("Postgres", async () => say("Postgres"));
      shutdown.onStop("the worker", () => new Promise(() => {}), 50);
      shutdown.onStop("the readers", async () => say("readers"));
    `);
    await prints("ready");
    child.kill("SIGTERM");
    expect(await ended).toBe(1);
    expect(lines()).toEqual(["ready", "Stopping…", "readers", "Stopping the worker took longer than 0.05 s and was cut off.", "Postgres"]);
  });

  it("ends at once at a second wish", async () => {
    const { child, ended, prints } = stoppable('stopOnSignals(say).onStop("stuck", () => new Promise(() => {}));');
    await prints("ready");
    child.kill("SIGINT");
    await prints("Stopping…");
    const again = setInterval(() => child.kill("SIGINT"), 100);
    expect(await ended).toBe(1);
    clearInterval(again);
  });

  it("ends when its patience does", async () => {
    const { child, ended, prints, lines } = stoppable('stopOnSignals(say, 200).onStop("stuck", () => new Promise(() => {}));');
    await prints("ready");
    child.kill("SIGTERM");
    expect(await ended).toBe(1);
    expect(lines()).toContain("Some work did not end in time and was cut off.");
  });
});
