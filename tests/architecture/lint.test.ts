import { execFile } from "node:child_process";
import { cpSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { folderWith } from "./made-up-tree.ts";

const root = resolve(import.meta.dirname, "../..");
const installed = createRequire(join(root, "package.json"));

const planted = {
  "packages/kernel/src/lying.ts": "async function save(): Promise<void> {}\nexport function wish(): void {\n  save();\n}\n",
  "packages/kernel/src/swallowed.ts": "async function save(): Promise<void> {}\nexport function wish(): void {\n  void save();\n}\n",
  "packages/kernel/src/misused.ts": "async function open(): Promise<boolean> {\n  return true;\n}\nexport const said = open() ? 1 : 2;\n",
  "packages/kernel/src/any.ts": "export const anything: any = 1;\n",
  "packages/kernel/src/door.ts": "export default 1;\n",
  "packages/kernel/src/value-of-type.ts": 'import { Wish } from "./wish.ts";\nexport const wishes: Wish[] = [];\n',
  "packages/kernel/src/wish.ts": "export interface Wish {\n  readonly text: string;\n}\n",
  "packages/kernel/src/escape.ts": 'import { x } from "../../../packages/db/src/x.ts";\nexport const y = x;\n',
  "packages/kernel/src/inner.ts": 'import { x } from "@dostyk/db/src/x.ts";\nexport const y = x;\n',
  "packages/kernel/src/loud.ts": 'console.log("here");\n',
  "packages/kernel/src/open.ts":
    'type State = "OPEN" | "CLOSED";\nexport function word(state: State): string {\n  switch (state) {\n    case "OPEN":\n      return "open";\n  }\n  return "";\n}\n',
  "packages/kernel/src/circle.ts": 'import { round } from "./round.ts";\nexport const circle = () => round;\n',
  "packages/kernel/src/round.ts": 'import { circle } from "./circle.ts";\nexport const round = () => circle;\n',
  "services/portal/src/islands/clock.ts": 'export const day = new Intl.DateTimeFormat("kk").format();\n',
  "services/portal/src/islands/date.ts": 'export const day = (date: Date) => date.toLocaleDateString("kk");\n',
  "services/portal/src/day.ts": 'export const day = new Intl.DateTimeFormat("kk").format();\n',
};

describe("the linter", () => {
  it("finds each planted fault, and no other", async () => {
    const folder = folderWith({
      ...planted,
      "tsconfig.json": JSON.stringify({
        compilerOptions: { target: "esnext", module: "nodenext", strict: true, allowImportingTsExtensions: true, noEmit: true, types: [] },
      }),
    });
    cpSync(join(root, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));

    const found = (await lint(folder)).map(({ filename, code }) => `${filename.slice(filename.lastIndexOf("/") + 1)} ${code}`);

    expect(found.toSorted()).toEqual([
      "any.ts typescript(no-explicit-any)",
      "circle.ts import(no-cycle)",
      "clock.ts eslint(no-restricted-globals)",
      "date.ts eslint(no-restricted-properties)",
      "door.ts import(no-default-export)",
      "escape.ts eslint(no-restricted-imports)",
      "inner.ts eslint(no-restricted-imports)",
      "loud.ts eslint(no-console)",
      "lying.ts typescript(no-floating-promises)",
      "misused.ts typescript(no-misused-promises)",
      "open.ts typescript(switch-exhaustiveness-check)",
      "round.ts import(no-cycle)",
      "swallowed.ts typescript(no-floating-promises)",
      "value-of-type.ts typescript(consistent-type-imports)",
    ]);
  });
});

interface Finding {
  readonly filename: string;
  readonly code: string;
}

async function lint(folder: string): Promise<readonly Finding[]> {
  const program = join(resolve(installed.resolve("oxlint/package.json"), ".."), "bin/oxlint");
  const typeAware = join(resolve(installed.resolve("oxlint-tsgolint/package.json"), ".."), "bin/tsgolint.js");
  const options = { cwd: folder, env: { ...process.env, OXLINT_TSGOLINT_PATH: typeAware } };
  // It exits with 1 because there are findings; they are on its standard output all the same.
  const { stdout } = await promisify(execFile)(process.execPath, [program, "--format=json"], options).catch(
    (error: { stdout?: string }) => {
      if (error.stdout === undefined) throw error;
      return { stdout: error.stdout };
    },
  );
  return (JSON.parse(stdout) as { readonly diagnostics: readonly Finding[] }).diagnostics;
}
