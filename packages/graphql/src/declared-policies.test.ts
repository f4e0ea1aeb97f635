import SchemaBuilder from "@pothos/core";
import { describe, expect, it } from "vitest";
import { declaredPoliciesPluginName } from "./declared-policies.ts";

// The Prisma plugin is not among the plugins, though its types want a client.
const alone = { plugins: [declaredPoliciesPluginName] } as never;

/** A schema with one question and one wish, and whatever they declare. */
function schemaWith({ question, wish }: { question?: unknown; wish?: unknown }) {
  const builder = new SchemaBuilder<object>(alone);
  const field = (policy: unknown) => ({ policy, resolve: () => "" }) as never;
  builder.queryType({ fields: (t) => ({ secrets: t.string(field(question)) }) });
  builder.mutationType({ fields: (t) => ({ tell: t.string(field(wish)) }) });
  return builder.toSchema();
}

describe("a schema", () => {
  it("is built where every root field declares its policy", () => {
    expect(schemaWith({ question: "visible", wish: "command" }).getQueryType()?.getFields()).toHaveProperty("secrets");
  });

  it.each([undefined, "", "everybody", "command"])("is not built where a question declares %j, and the message names it", (question) => {
    expect(() => schemaWith({ question, wish: "command" })).toThrow(/^Query\.secrets declares no policy, so nobody may see it\./u);
  });

  it.each([undefined, "public"])("is not built where a wish declares %j, and the message names it", (wish) => {
    expect(() => schemaWith({ question: "public", wish })).toThrow(/^Mutation\.tell declares no policy/u);
  });

  it("is not built where a type of record declares none", () => {
    const builder = new SchemaBuilder<object>(alone);
    const Record = builder.interfaceRef<{ id: string }>("Record");
    builder.interfaceType(Record, { fields: (t) => ({ id: t.exposeID("id") }) });
    const Diary = builder.objectRef<{ id: string }>("Diary");
    builder.objectType(Diary, { interfaces: [Record] });
    const diary = { type: Diary, policy: "visible", resolve: () => ({ id: "" }) } as const;
    builder.queryType({ fields: (t) => ({ diary: t.field(diary) }) });
    expect(() => builder.toSchema()).toThrow(/^Diary declares no policy.* declareRecord\(\)/u);
  });
});
