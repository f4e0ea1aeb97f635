import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { buildSchema, findBreakingChanges, findDangerousChanges, lexicographicSortSchema, printSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { schema } from "@dostyk/network";

const root = resolve(import.meta.dirname, "../..");
const path = "packages/network/schema.graphql";
const file = resolve(root, path);

/** What clients were promised: the last commit's file, or the file itself where there is no git. */
function promised(): string | null {
  try {
    return execFileSync("git", ["show", `HEAD:${path}`], { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return existsSync(file) ? readFileSync(file, "utf8") : null;
  }
}

/** What changed for clients since the last commit, a sentence each. */
function changes(): string {
  const before = promised();
  if (before === null) return "Nothing was promised before.";
  const old = buildSchema(before);
  const breaking = findBreakingChanges(old, schema).map(({ description }) => `BREAKING: ${description}`);
  const dangerous = findDangerousChanges(old, schema).map(({ description }) => `dangerous: ${description}`);
  return [...breaking, ...dangerous].join("\n") || "No client breaks by it.";
}

describe("schema.graphql", () => {
  it("is the schema that is served", () => {
    const served = `${printSchema(lexicographicSortSchema(schema))}\n`;
    if (process.env["UPDATE_SCHEMA"] === "1") writeFileSync(file, served);
    const committed = existsSync(file) ? readFileSync(file, "utf8") : "";
    const what = `${path} differs from the schema that is served.\n${changes()}\nWrite it anew with UPDATE_SCHEMA=1 and commit it.`;
    expect(committed === served, what).toBe(true);
  });
});
