import { describe, expect, it } from "vitest";
import { foundingNode } from "./src/founding-node.ts";

const { ask, errorsOf } = await foundingNode();

type Hit = {
  readonly type: string;
  readonly title: string;
  readonly score: number;
  readonly record: { readonly slug: string };
  readonly matchedAs: { readonly text: string } | null;
};

const find = async (query: string, more = ""): Promise<readonly Hit[]> => {
  const { search } = await ask(
    `query Find($query: String!) { search(query: $query${more}) { totalCount nodes { type title score record { slug } matchedAs { text claim { lines { text } source { slug } } } } } }`,
    { query },
  );
  return search.nodes as readonly Hit[];
};

describe("a reader looks for a place by a name a document spells its own way", () => {
  it.each([
    ["Aturay", "atyrau"],
    ["Kzyl Orda", "kyzylorda"],
    ["Kyzyl-Orda", "kyzylorda"],
    ["Uskaman", "oskemen"],
    ["Ust-Kamenagorsk", "oskemen"],
    ["Leninogorsk", "ridder"],
    ["Symkent", "shymkent"],
    ["Lysakoksk", "lisakovsk"],
    ["Paylodar", "pavlodar"],
    ["Pavloda", "pavlodar"],
    ["Shaktynsk", "shakhtinsk"],
    ["Ekibastus", "ekibastuz"],
    ["Bayan Aul", "bayanaul"],
    ["Zheskazgan", "zhezkazgan"],
    ["Petropavlosk", "petropavl"],
    ["АТЫРАУ", "atyrau"],
    ["Екібастұз", "ekibastuz"],
    ["Усть-Каменогорск", "oskemen"],
    ["Нарын", "naryn"],
  ])("%s leads to one place: %s", async (query, slug) => {
    const hits = await find(query, ", types: [PLACE]");
    expect(hits[0]).toMatchObject({ type: "PLACE", record: { slug } });
    expect(hits.filter(({ score }) => score === hits[0]?.score)).toHaveLength(1);
  });

  it("and is shown where the odd spelling stands", async () => {
    const { search } = await ask(
      `{ search(query: "Aturay") { nodes { title matchedAs { text claim { value lines { text } source { slug } } } } } }`,
    );
    expect(search.nodes.slice(1).map(({ matchedAs }: Hit) => matchedAs)).toEqual(search.nodes.slice(1).map(() => null));
    expect(search.nodes.slice(0, 1)).toEqual([
      {
        title: "Atyrau",
        matchedAs: {
          text: "Aturay",
          claim: {
            value: expect.objectContaining({ kind: "MISSPELLING" }) as unknown,
            lines: { text: expect.any(String) as unknown },
            source: { slug: "lgi-2001-q3-document" },
          },
        },
      },
    ]);
  });

  it("and finds the same by the name filter of a list", async () => {
    for (const [name, slug] of [
      ["aturay", "atyrau"],
      ["uskaman", "oskemen"],
      ["leninogorsk", "ridder"],
    ]) {
      const { places } = await ask(`query ($name: String!) { places(filter: { name: $name }) { nodes { slug } } }`, { name });
      expect(places.nodes).toEqual([{ slug }]);
    }
  });

  it("and keeps apart people with almost the same name", async () => {
    const { people } = await ask(`{ people(filter: { name: "osp" }, first: 20) { nodes { slug } } }`);
    expect(people.nodes.map(({ slug }: { slug: string }) => slug)).toEqual(expect.arrayContaining(["b-ospanov", "serik-ospanov"]));
  });
});

describe("search", () => {
  it("counts its hits by type, whatever types are asked for, and pages through each once", async () => {
    const { all, places } = await ask(
      `{ all: search(query: "pavlodar") { totalCount facets { type count } } places: search(query: "pavlodar", types: [PLACE]) { totalCount facets { type count } } }`,
    );
    expect(places.facets).toEqual(all.facets);
    expect(all.totalCount).toBe(all.facets.reduce((sum: number, { count }: { count: number }) => sum + count, 0));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const {
        search,
      }: { search?: { nodes: readonly { record: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } = await ask(
        `query ($after: String) { search(query: "pavlodar", first: 4, after: $after) { nodes { record { id } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      seen.push(...(search?.nodes ?? []).map(({ record }) => record.id));
      after = search?.pageInfo.hasNextPage === true ? search.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toHaveLength(all.totalCount);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("finds nothing for nothing, for signs alone, and for what nobody is called", async () => {
    for (const query of ["", "   ", "%", "_", "'; --", "\\", "·", "zzzzqq", "***", "\u202E\u0000", "🙂"])
      expect(await find(query), query).toEqual([]);
  });

  it("suggests while one types", async () => {
    const { suggest } = await ask(`{ suggest(prefix: "uska", first: 3) { title record { slug } matchedAs { text } } }`);
    expect(suggest[0]).toEqual({ title: "Oskemen", record: { slug: "oskemen" }, matchedAs: { text: "Uskaman" } });
  });

  it("marks what matched", async () => {
    const { search } = await ask(`{ search(query: "great falls", types: [PARTNERSHIP]) { nodes { highlights { text matched } } } }`);
    expect(
      search.nodes[0].highlights.filter(({ matched }: { matched: boolean }) => matched).map(({ text }: { text: string }) => text),
    ).toEqual(["Great", "Falls"]);
  });
});

describe("a search for a misspelt name", () => {
  const meant = async (query: string, more = ""): Promise<{ totalCount: number; didYouMean: string | null }> =>
    (await ask(`query ($query: String!) { search(query: $query${more}) { totalCount didYouMean } }`, { query })).search;

  it.each([
    ["Halena", "Helena", "helena"],
    ["Pvlodar", "Pavlodar", "pavlodar"],
    ["Tuscon", "Tucson", "tucson"],
    ["Grate Fals", "Great Falls", "great-falls"],
    ["fkvfns", "алматы", "almaty"],
  ])("finds for %s what is called %s, and asks whether that was meant", async (query, name, slug) => {
    expect((await meant(query)).didYouMean).toBe(name);
    expect((await find(query, ", types: [PLACE]"))[0]?.record.slug).toBe(slug);
  });

  it("asks in the reader's language", async () => {
    expect(await meant("Павладар", ', locale: "ru"')).toMatchObject({ didYouMean: "Павлодар" });
    expect(await meant("Pavladar", ', locale: "ru"')).toMatchObject({ didYouMean: "Павлодар" });
  });

  it("asks by a former name where that was misspelt", async () => {
    expect(await meant("Leninagorsk")).toMatchObject({ didYouMean: "Leninogorsk" });
  });

  it.each(["zzzzqq", "", "ab", "%", "qwertyuiop asdfghjkl"])("asks nothing where no name is near: %j", async (query) => {
    expect(await meant(query)).toEqual({ totalCount: 0, didYouMean: null });
  });

  it("asks nothing where every word is known", async () => {
    expect(await meant("Helena")).toMatchObject({ didYouMean: null });
  });

  it("means only what the search looks through", async () => {
    expect(await meant("Halena", ", types: [PLACE]")).toMatchObject({ didYouMean: "Helena" });
    expect(await meant("Halena", ', types: [PLACE], filter: { country: "KZ" }')).toMatchObject({ didYouMean: null });
    expect(await meant("Halena", ", types: [REPORT]")).toMatchObject({ didYouMean: null });
  });
});

describe("a search within a country", () => {
  const slugsIn = async (query: string, country: string): Promise<ReadonlySet<string>> => {
    const { search } = await ask(
      `query ($query: String!, $country: String!) { search(query: $query, first: 100, filter: { country: $country }) { totalCount facets { type count } nodes { type record { slug } } } }`,
      { query, country },
    );
    expect(search.totalCount).toBe(search.nodes.length);
    return new Set(search.nodes.map(({ type, record }: { type: string; record: { slug: string } }) => `${type} ${record.slug}`));
  };

  it("finds its places, and partnerships from both their countries", async () => {
    const american = await slugsIn("helena", "us");
    const kazakh = await slugsIn("helena", "KZ");
    expect(american).toContain("PLACE helena");
    expect(kazakh).not.toContain("PLACE helena");
    for (const found of [american, kazakh]) expect(found).toContain("PARTNERSHIP pavlodar-helena");
  });

  it("finds what the lists of the country hold by that name, and nothing of another country", async () => {
    for (const [list, type] of [
      ["activities", "ACTIVITY"],
      ["practices", "PRACTICE"],
      ["organizations", "ORGANIZATION"],
    ]) {
      const found = [...(await slugsIn("almaty", "KZ"))].filter((slug) => slug.startsWith(`${type} `));
      const { all } = await ask(`{ all: ${list}(first: 100, filter: { country: "KZ", name: "almaty" }) { totalCount nodes { slug } } }`);
      expect(found).toEqual(expect.arrayContaining(all.nodes.map(({ slug }: { slug: string }) => `${type} ${slug}`)));
      const { within } = await ask(`{ within: ${list}(first: 100, filter: { country: "KZ" }) { nodes { slug } } }`);
      expect(within.nodes.map(({ slug }: { slug: string }) => `${type} ${slug}`)).toEqual(expect.arrayContaining(found));
    }
  });

  it("finds nothing in a country nobody knows", async () => {
    for (const country of ["XX", "", "'; --", "Kazakhstan"]) expect(await slugsIn("helena", country)).toEqual(new Set());
  });
});

describe("the language of a search", () => {
  it("is that of the titles and highlights, where it is named", async () => {
    const { search, suggest } = await ask(
      `{ search(query: "helena", types: [PLACE], locale: "ru") { nodes { title en: title(locale: "en") highlights { text } } } suggest(prefix: "helen", first: 1, locale: "kk") { title } }`,
    );
    expect(search.nodes).toEqual([{ title: "Хелена", en: "Helena", highlights: [{ text: "Хелена" }] }]);
    expect(suggest[0].title).toMatch(/\p{Script=Cyrillic}/u);
  });
});

describe("a record is known", () => {
  it("by its slug, its URI and its global id alike", async () => {
    const { place } = await ask(`{ place(slug: "helena") { id uri slug homeNode } }`);
    expect(place.uri).toMatch(/^https:\/\/dostyk\.example\/id\/place\/[0-9A-Z]{26}$/u);
    expect(place.homeNode).toMatch(/^https:\/\/dostyk\.example\/?$/u);
    const again = await ask(
      `query ($id: ID!, $uri: URL!) { node(id: $id) { ... on Place { slug } } nodes(ids: [$id, "Place:00000000000000000000000000", $id]) { ... on Place { slug } } record(uri: $uri) { __typename slug ... on Place { name } } }`,
      { id: place.id, uri: place.uri },
    );
    expect(again).toEqual({
      node: { slug: "helena" },
      nodes: [{ slug: "helena" }, null, { slug: "helena" }],
      record: { __typename: "Place", slug: "helena", name: "Helena" },
    });
  });

  it("by a former slug, and says its present one", async () => {
    const { place } = await ask(`{ place(slug: "kostanay-oblast") { slug name } }`);
    expect(place.slug).not.toBe("kostanay-oblast");
    expect(place.name).toContain("Kostana");
  });

  it("as nothing where nobody has the slug, URI or id", async () => {
    const answer = await ask(
      `{ place(slug: "atlantis") { id } node(id: "Place:00000000000000000000000000") { id } record(uri: "https://dostyk.example/id/place/00000000000000000000000000") { slug } }`,
    );
    expect(answer).toEqual({ place: null, node: null, record: null });
  });

  it("not by what is no id and no URI, with a reason", async () => {
    expect(await errorsOf(`{ node(id: "helena") { id } }`)).toEqual(["BAD_ID"]);
    expect(await errorsOf(`{ node(id: "Claim:00000000000000000000000000") { id } }`)).toEqual(["BAD_ID"]);
    expect(await errorsOf(`{ record(uri: "https://dostyk.example/places/helena") { id } }`)).toEqual(["BAD_URI"]);
  });
});

describe("every type of record", () => {
  it("is listed, and the node counts what it holds", async () => {
    const lists = [
      "sources",
      "places",
      "organizations",
      "people",
      "programmes",
      "partnerships",
      "activities",
      "outputs",
      "practices",
      "competitions",
      "statements",
      "reports",
    ];
    const answer = await ask(
      `{ ${lists.map((list) => `${list} { totalCount }`).join(" ")} localNode { uri claims records { type count } } }`,
    );
    const counted = lists.reduce((sum, list) => sum + Number(answer[list].totalCount), 0);
    const byType = answer["localNode"].records as readonly { type: string; count: number }[];
    const externalEvents = byType.find(({ type }) => type === "EXTERNAL_EVENT")?.count ?? 0;
    expect(byType.reduce((sum, { count }) => sum + count, 0)).toBe(counted + externalEvents);
    expect(counted).toBeGreaterThan(390);
    expect(answer["localNode"].claims).toBeGreaterThan(1500);
  });
});

describe("a reader of another language", () => {
  it.each([
    ["en", "Kazakhstan", "en"],
    ["ru-KZ, ru;q=0.9", "Казахстан", "ru"],
    ["kk", "Қазақстан", "kk"],
    ["kk-Cyrl-KZ", "Қазақстан", "kk"],
    ["ky", "Казакстан", "ky"],
    ["de", "Kazakhstan", "en"],
    ["de, kk;q=0.5", "Қазақстан", "kk"],
    ["*", "Kazakhstan", "en"],
    ["", "Kazakhstan", "en"],
  ])("with Accept-Language %j reads %s", async (header, name) => {
    expect(await ask(`{ place(slug: "kazakhstan") { name } }`, {}, header)).toEqual({ place: { name } });
  });

  it("of Kyrgyz reads Russian where the record has no Kyrgyz, and is told the languages there are", async () => {
    const { activity } = await ask(
      `{ activity(slug: "anti-corruption-roundtable-2001") { ky: title(locale: "ky") ru: title(locale: "ru") titles { language } } }`,
    );
    expect(activity.ky).toBe(activity.ru);
    expect(activity.titles.map(({ language }: { language: string }) => language)).toEqual(["en", "kk", "ru"]);
  });

  it("asks each field in a language of its own", async () => {
    const { place } = await ask(
      `{ place(slug: "pavlodar") { en: name(locale: "en") kk: name(locale: "kk") fr: name(locale: "fr-CA") country { ru: name(locale: "ru") } } }`,
      {},
      "ru",
    );
    expect(place).toEqual({ en: "Pavlodar", kk: "Павлодар", fr: "Pavlodar", country: { ru: "Казахстан" } });
  });

  it("who names what is no language is told so", async () => {
    expect(await errorsOf(`{ place(slug: "pavlodar") { name(locale: "not a language") } }`)).toHaveLength(1);
  });
});
