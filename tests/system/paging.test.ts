import { describe, expect, it } from "vitest";
import { foundingNode } from "./src/founding-node.ts";

const { ask } = await foundingNode();

type Page = {
  readonly totalCount: number;
  readonly nodes: readonly { readonly slug: string }[];
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly slug: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string;
    readonly endCursor: string;
  };
};

const page = async (list: string, window: string): Promise<Page> => {
  const answer = await ask(
    `{ ${list}(${window}) { totalCount nodes { slug } edges { cursor node { slug } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
  );
  return answer[list] as Page;
};

/** Every page from the start, each as one list of slugs. */
async function forwards(list: string, more: string, size: number): Promise<readonly string[]> {
  const slugs: string[] = [];
  for (let window = `first: ${size}`, pages = 0; pages < 200; pages += 1) {
    const { nodes, pageInfo } = await page(list, `${more} ${window}`);
    slugs.push(...nodes.map(({ slug }) => slug));
    expect(pageInfo.hasPreviousPage).toBe(pages > 0);
    if (!pageInfo.hasNextPage) return slugs;
    window = `first: ${size}, after: "${pageInfo.endCursor}"`;
  }
  throw new Error(`${list} does not end`);
}

/** Every page from the end, put together in the list's order. */
async function backwards(list: string, more: string, size: number): Promise<readonly string[]> {
  const slugs: string[] = [];
  for (let window = `last: ${size}`, pages = 0; pages < 200; pages += 1) {
    const { nodes, pageInfo } = await page(list, `${more} ${window}`);
    slugs.unshift(...nodes.map(({ slug }) => slug));
    expect(pageInfo.hasNextPage).toBe(pages > 0);
    if (!pageInfo.hasPreviousPage) return slugs;
    window = `last: ${size}, before: "${pageInfo.startCursor}"`;
  }
  throw new Error(`${list} does not begin`);
}

describe("paging over all activities", () => {
  it.each(["LATEST", "EARLIEST", "TITLE", "UPDATED"])("visits each once in the order %s, forwards and backwards alike", async (order) => {
    const { totalCount } = await page("activities", "first: 1");
    const more = `orderBy: ${order},`;
    const there = await forwards("activities", more, 7);
    expect(there).toHaveLength(totalCount);
    expect(new Set(there).size).toBe(totalCount);
    expect(await backwards("activities", more, 7)).toEqual(there);
    expect(await forwards("activities", more, 100)).toEqual(there);
  });

  it("visits each of a filtered list once", async () => {
    const more = "filter: { status: PLANNED },";
    const { totalCount } = await page("activities", `${more} first: 1`);
    const there = await forwards("activities", more, 4);
    expect(there).toHaveLength(totalCount);
    expect(await backwards("activities", more, 4)).toEqual(there);
  });

  it("goes on from any cursor of an edge, in both directions", async () => {
    const { edges } = await page("activities", "first: 10");
    const middle = edges[4]?.cursor ?? "";
    const slugs = edges.map(({ node }) => node.slug);
    expect((await page("activities", `first: 5, after: "${middle}"`)).nodes.map(({ slug }) => slug)).toEqual(slugs.slice(5));
    expect((await page("activities", `last: 4, before: "${middle}"`)).nodes.map(({ slug }) => slug)).toEqual(slugs.slice(0, 4));
  });
});

describe("paging over a list inside a record", () => {
  it("visits each activity of a programme once", async () => {
    const slugs: string[] = [];
    let total = 0;
    for (let after = "", pages = 0; pages < 50; pages += 1) {
      const { programme } = await ask(
        `{ programme(slug: "local-government-initiative") { activities(first: 10${after}) { totalCount nodes { slug } pageInfo { hasNextPage endCursor } } } }`,
      );
      const { totalCount, nodes, pageInfo } = programme.activities as Page;
      total = totalCount;
      slugs.push(...nodes.map(({ slug }) => slug));
      if (!pageInfo.hasNextPage) break;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(slugs).toHaveLength(total);
    expect(new Set(slugs).size).toBe(total);
    const { activities } = await ask(`{ activities(filter: { programme: "local-government-initiative" }) { totalCount } }`);
    expect(total).toBe(activities.totalCount);
  });

  it("visits every claim a document supports once, as the document reads", async () => {
    const lines: number[] = [];
    const seen = new Set<string>();
    let total = 0;
    for (let after = "", pages = 0; pages < 50; pages += 1) {
      const { source } = await ask(
        `{ source(slug: "lgi-2001-q3-document") { supports(first: 100${after}) { totalCount edges { cursor node { lines { start } } } pageInfo { hasNextPage endCursor } } } }`,
      );
      const { totalCount, edges, pageInfo } = source.supports as Page & {
        readonly edges: readonly { cursor: string; node: { lines: { start: number } } }[];
      };
      total = totalCount;
      for (const { cursor, node } of edges) {
        lines.push(node.lines.start);
        seen.add(cursor);
      }
      if (!pageInfo.hasNextPage) break;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(total).toBeGreaterThan(500);
    expect(seen.size).toBe(total);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  });
});
