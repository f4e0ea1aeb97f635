import { type FragmentDefinitionNode, type GraphQLResolveInfo, Kind, type OperationDefinitionNode, parse } from "graphql";
import { describe, expect, it } from "vitest";
import type { GraphqlContext } from "./context.ts";
import { examinePaging, pagingAsked } from "./paging-asked.ts";

function infoOf(text: string): GraphQLResolveInfo {
  const { definitions } = parse(text);
  const operation = definitions.find((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION);
  const named = definitions.filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION);
  // Only these two are looked at.
  return { operation, fragments: Object.fromEntries(named.map((one) => [one.name.value, one])) } as unknown as GraphQLResolveInfo;
}

describe("examinePaging()", () => {
  it.each([
    ["{ places { nodes { id } } }", { pageInfo: false, cursors: false }],
    ["{ places { edges { cursor } } }", { pageInfo: false, cursors: true }],
    ["{ places { nodes { id } pageInfo { hasNextPage } } }", { pageInfo: true, cursors: true }],
    [
      "{ places { nodes { id } } ...more } fragment more on Query { places { page: pageInfo { hasNextPage } } }",
      { pageInfo: true, cursors: true },
    ],
  ])("reads what %s asks", (text, asked) => {
    const context = {} as GraphqlContext;
    expect(examinePaging(context, infoOf(text))).toEqual(asked);
    expect(pagingAsked(context)).toEqual(asked);
  });

  it("takes a request nothing was looked at for to ask everything", () => {
    expect(pagingAsked({} as GraphqlContext)).toEqual({ pageInfo: true, cursors: true });
  });
});
