import { buildSchema, parse, validate } from "graphql";
import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { withFragments } from "./document.ts";
import { pageDocuments } from "./page-documents.ts";
import { examples } from "./pages/developers/examples.ts";

const folder = new URL("./", import.meta.url).pathname;
const files = globSync("{pages,islands}/**/*.graphql", { cwd: folder });
// The committed schema is the contract; a test of the room that prints it holds it to the code.
const schema = buildSchema(readFileSync(new URL("../../../packages/network/schema.graphql", import.meta.url), "utf8"));

describe("the documents of the pages", () => {
  it.each(files)("%s asks only what the schema has", (file) => {
    const document = withFragments(readFileSync(`${folder}/${file}`, "utf8"));
    expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([]);
  });

  it("are handed to the API as they are asked and shown, each once", () => {
    const documents = pageDocuments();
    for (const file of files) expect(documents, file).toContain(withFragments(readFileSync(`${folder}/${file}`, "utf8")));
    for (const { name, question } of examples) expect(documents, name).toContain(question);
    expect(new Set(documents).size).toBe(documents.length);
  });

  it("stay below the tokens one operation may have", () => {
    for (const file of files) {
      const document = withFragments(readFileSync(`${folder}/${file}`, "utf8"));
      expect(() => parse(document, { maxTokens: 4_000 }), file).not.toThrow();
    }
  });
});

describe("the examples of the developer page", () => {
  it.each(examples.map(({ name, question }) => [name, question]))("%s is a question the schema answers", (_name, question) => {
    expect(validate(schema, parse(question)).map(({ message }) => message)).toEqual([]);
  });
});
