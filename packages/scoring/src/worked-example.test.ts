import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { juryReport } from "./testing/jury-of-twelve.ts";

it("prints the worked example of the README, number by number", async () => {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  // The formatter pads tables and the like: words and numbers are what counts.
  const words = (text: string) => text.replace(/-{3,}/g, "").replace(/[\s|]+/g, " ");
  expect(words(readme)).toContain(words(await juryReport()));
});
