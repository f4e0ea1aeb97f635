import { foldForSearch } from "@dostyk/kernel";
import { describe, expect, it } from "vitest";
import { foundingNode } from "./src/founding-node.ts";

const { ask, database } = await foundingNode();

async function firstThree(name: string): Promise<readonly string[]> {
  const { search } = await ask(`query ($name: String!) { search(query: $name, first: 3) { nodes { record { slug } } } }`, { name });
  return (search.nodes as readonly { record: { slug: string } }[]).map(({ record }) => record.slug);
}

const names = await database.prisma.claim.findMany({
  where: { property: "name", rank: { not: "DEPRECATED" }, record: { type: { in: ["PLACE", "PERSON"] } } },
  select: { value: true, record: { select: { slug: true } } },
  orderBy: { id: "asc" },
});
const variants = names.map(({ value, record }) => ({ name: (value as { text: string }).text, slug: record.slug }));
const bearers = Map.groupBy(variants, ({ name }) => foldForSearch(name));

describe("every name that the five documents give a place or a person", () => {
  it("is asked for here", () => {
    expect(variants.length).toBeGreaterThan(100);
  });

  it("finds its place or person first; of two who bear the same name, the other right behind", async () => {
    const missed: string[] = [];
    for (const { name, slug } of variants) {
      const found = await firstThree(name);
      const same = new Set(bearers.get(foldForSearch(name))?.map((bearer) => bearer.slug));
      const amongFirst = found.slice(0, same.size).includes(slug);
      if (!amongFirst) missed.push(`${name}: ${found.join(", ")}, not ${slug}`);
    }
    expect(missed).toEqual([]);
  });

  it("is told with its source, where no title is written so", async () => {
    const { search } = await ask(
      `{ search(query: "Aturay", first: 1) { nodes { titleHtml matchedAs { text claim { source { title published { edtf } } lines { start } } } } } }`,
    );
    expect(search.nodes).toMatchObject([
      { titleHtml: "Atyrau", matchedAs: { text: "Aturay", claim: { source: { title: expect.any(String) as unknown } } } },
    ]);
  });
});
