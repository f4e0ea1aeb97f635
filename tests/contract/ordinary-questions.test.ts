import { servedApi } from "@dostyk/api/testing";
import { afterAll, describe, expect, it } from "vitest";
import { foundingDatabase } from "./src/founding-record.ts";

const database = await foundingDatabase();
const served = await servedApi({ prisma: database.prisma });
afterAll(() => served.close());

describe("a question a donor's portal asks", () => {
  it.each([
    ["one record", '{ partnership(slug: "pavlodar-helena") { slug title status parties { role place { slug name } } } }'],
    [
      "a page of partnerships with their parties, last activities and counts",
      `{ partnerships(first: 20) { totalCount pageInfo { hasNextPage endCursor } nodes {
        id slug title(locale: "ru") kind status parties { role place { slug name } organization { slug name } }
        activities(first: 3) { totalCount nodes { slug title status } } } } }`,
    ],
    [
      "a hundred practices, filtered and counted",
      `{ practices(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes { id slug title summary place { slug name } themes { title } } } }`,
    ],
    [
      "three levels deep",
      `{ places(first: 10) { nodes { slug name partnerships(first: 5) { totalCount nodes { slug title
        activities(first: 5) { totalCount nodes { slug title places { slug name } } } } } } } }`,
    ],
    [
      "an activity with all its evidence",
      `{ activity(slug: "best-practices-conference-2001") { title planned { text } actual { text } places { name }
        claims { property value raw lines { text } source { slug title } } disputes { property claims { value lines { text } source { slug } } chosen { value } } } }`,
    ],
  ])("is answered: %s", async (_name, query) => {
    const heard = await served.ask(query);
    expect(heard.errors ?? []).toEqual([]);
    expect(Object.values(heard.data ?? {})).not.toContain(null);
  });

  it("in the languages of the node, each with its own texts", async () => {
    const titles = ["en", "ru", "kk"].map((locale) =>
      served.ask(`{ partnership(slug: "pavlodar-helena") { title } }`, {}, { "accept-language": locale }),
    );
    expect(new Set((await Promise.all(titles)).map(({ text }) => text)).size).toBe(3);
  });
});
