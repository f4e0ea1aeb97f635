import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const folder = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "prisma", "schema");
const schema = readdirSync(folder)
  .map((file) => readFileSync(join(folder, file), "utf8"))
  .join("\n");
const blocks = (kind: string) =>
  [...schema.matchAll(new RegExp(`^${kind} (\\w+) \\{(.*?)^\\}`, "gmsu"))].map(([, name = "", body = ""]) => ({ name, body }));

// What tablesOf() is not told and takes for granted.
describe("the schema", () => {
  it("has every relation lead to a primary key of one column", () => {
    const ids = new Map(blocks("model").map(({ name, body }) => [name, /^\s+(\w+).* @id\b/mu.exec(body)?.[1]]));
    const led = [...schema.matchAll(/^\s+\w+\s+(\w+)\??\s+@relation\(.*references: \[(.*?)\]/gmu)];
    expect(led.length).toBeGreaterThan(50);
    for (const [line, model = "", references] of led) expect(references, line).toBe(ids.get(model));
  });

  it("has no member of an enumeration by another name in the database", () => {
    expect(blocks("enum").length).toBeGreaterThan(10);
    for (const { name, body } of blocks("enum")) expect(body, name).not.toContain("@map");
  });

  it("has all its tables in one namespace", () => {
    expect(schema).not.toContain("@@schema");
  });
});
