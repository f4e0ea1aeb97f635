import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { foundingNode } from "./src/founding-node.ts";

const node = await foundingNode();
const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");

/** The fenced blocks of one language, in order. */
function blocks(language: string): readonly string[] {
  return [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "gu"))].map(([, block = ""]) => block);
}

describe("the README", () => {
  it("asks a question whose answer is the one it prints", async () => {
    const [question = ""] = blocks("graphql");
    const [answer = ""] = blocks("json");
    expect({ data: await node.ask(question) }).toEqual(JSON.parse(answer));
  });

  it("names only commands there are", async () => {
    const { scripts } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")) as { scripts: object };
    const named = [...readme.matchAll(/`pnpm ([a-z]+)/gu)].map(([, name = ""]) => name);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
