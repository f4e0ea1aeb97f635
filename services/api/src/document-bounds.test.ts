import { limits } from "@dostyk/graphql";
import { buildSchema, getIntrospectionQuery, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { documentBounds } from "./document-bounds.ts";

const schema = buildSchema("type Query { a: Query b: Int }");
const check = documentBounds(schema);
const costOf = (document: string) => check(parse(document))?.extensions;

function nested(levels: number): string {
  return levels === 1 ? "b" : `a { ${nested(levels - 1)} }`;
}

describe("documentBounds()", () => {
  it("lets a document within the limits pass", () => {
    expect(check(parse(`{ ${nested(limits.depth)} }`))).toBeNull();
    expect(check(parse(`{ ${"b ".repeat(limits.breadth)} }`))).toBeNull();
  });

  it("refuses one level more, and says the cost and the limit", () => {
    expect(costOf(`{ ${nested(limits.depth + 1)} }`)).toEqual({ code: "QUERY_TOO_COSTLY", cost: limits.depth + 1, limit: limits.depth });
  });

  it("counts every alias and every repetition of a field", () => {
    const aliases = Array.from({ length: limits.breadth + 1 }, (_, index) => `x${index}: b`);
    expect(costOf(`{ ${aliases.join(" ")} }`)).toMatchObject({ cost: limits.breadth + 1, limit: limits.breadth });
    expect(costOf(`{ ${"b ".repeat(limits.breadth + 1)} }`)).toMatchObject({ cost: limits.breadth + 1 });
  });

  it("counts a fragment as often as it is used, and comes to an end with those that double at every step", () => {
    const steps = 300;
    const fragments = Array.from({ length: steps }, (_, step) => `fragment F${step} on Query { ...F${step + 1} ...F${step + 1} }`);
    const document = parse(`{ ...F0 } ${fragments.join(" ")} fragment F${steps} on Query { b }`);
    expect(check(document)?.extensions).toMatchObject({ code: "QUERY_TOO_COSTLY" });
  });

  it("counts a fragment that no operation uses, because validation reads it too", () => {
    expect(costOf(`{ b } fragment Unused on Query { ${"b ".repeat(limits.breadth + 1)} }`)).toBeDefined();
  });

  it("leaves fragments in a circle and unknown ones to validation", () => {
    expect(check(parse("{ ...A } fragment A on Query { b ...B } fragment B on Query { ...A ...Missing }"))).toBeNull();
  });

  it("lets the questions of tools about the schema pass, however deep their types nest", () => {
    expect(check(parse(getIntrospectionQuery({ oneOf: true, inputValueDeprecation: true, specifiedByUrl: true })))).toBeNull();
    expect(check(parse('{ __schema { types { name kind fields { name type { name } } } } __type(name: "Query") { name } }'))).toBeNull();
  });

  it("refuses a question about the schema that would bring back far more than it all", () => {
    const again = Array.from(
      { length: 30 },
      (_, index) => `f${index}: fields { name type { fields { name args { name type { name } } } } }`,
    );
    expect(costOf(`{ __schema { types { ${again.join(" ")} } } }`)).toMatchObject({ code: "QUERY_TOO_COSTLY" });
    const types = Array.from({ length: 90 }, (_, index) => `t${index}: types { fields { args { name } } }`);
    expect(costOf(`{ __schema { ${types.join(" ")} } }`)).toMatchObject({ code: "QUERY_TOO_COSTLY" });
  });
});
