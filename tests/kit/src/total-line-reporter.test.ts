import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";

const run = promisify(execFile);
const vitest = resolve(createRequire(import.meta.url).resolve("vitest/package.json"), "../vitest.mjs");
const reporter = join(import.meta.dirname, "total-line-reporter.ts");

let folder = "";

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs vitest over made-up test files; answers with its exit code and the last line it printed. */
async function lastLineOf(files: Readonly<Record<string, string>>, globalSetup?: string): Promise<{ code: number; line: string }> {
  folder = mkdtempSync(join(tmpdir(), "dostyk-total-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const setup = globalSetup === undefined ? "" : `globalSetup: ["./setup.mjs"],`;
  if (globalSetup !== undefined) writeFileSync(join(folder, "setup.mjs"), globalSetup);
  writeFileSync(
    join(folder, "vitest.config.ts"),
    `import { totalLineReporter } from ${JSON.stringify(reporter)};
     export default { test: { globals: true, ${setup} reporters: ["default", totalLineReporter()] } };`,
  );
  const { code, stdout } = await run(process.execPath, [vitest, "run", "--root", folder], { cwd: folder }).then(
    (result) => ({ code: 0, stdout: result.stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
  );
  return { code, line: stdout.trimEnd().split("\n").at(-1) ?? "" };
}

describe("the closing line", () => {
  it("counts what passed, failed and was skipped, each in a group or not", async () => {
    const answer = await lastLineOf({
      "a.test.js": 'it("a", () => {}); describe("g", () => { it("b", () => {}); it.skip("c", () => {}); it.todo("d"); });',
      "b.test.js": 'it("e", () => { throw new Error("no"); });',
    });

    expect(answer).toEqual({ code: 1, line: "Total: 2 passed, 1 failed, 2 skipped" });
  });

  it("counts a file that cannot be loaded as one failed", async () => {
    const answer = await lastLineOf({ "a.test.js": 'it("a", () => {});', "b.test.js": 'throw new Error("no");' });

    expect(answer).toEqual({ code: 1, line: "Total: 1 passed, 1 failed, 0 skipped" });
  });

  it("counts a group whose preparation failed as failed, and its tests as skipped", async () => {
    const answer = await lastLineOf({ "a.test.js": 'beforeAll(() => { throw new Error("no"); }); it("a", () => {});' });

    expect(answer).toEqual({ code: 1, line: "Total: 0 passed, 1 failed, 1 skipped" });
  });

  it("counts a promise that nobody caught as failed", async () => {
    const answer = await lastLineOf({
      "a.test.js": 'it("a", async () => { void Promise.reject(new Error("no")); await new Promise((r) => setTimeout(r, 50)); });',
    });

    expect(answer).toEqual({ code: 1, line: "Total: 1 passed, 1 failed, 0 skipped" });
  });

  it("comes after a server's last words", async () => {
    const answer = await lastLineOf(
      { "a.test.js": 'it("a", () => {});' },
      'export const setup = () => {}; export const teardown = () => console.log("The server says goodbye");',
    );

    expect(answer).toEqual({ code: 0, line: "Total: 1 passed, 0 failed, 0 skipped" });
  });
});
