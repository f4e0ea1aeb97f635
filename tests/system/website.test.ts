import { testDatabase } from "@dostyk/db/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { openSite, origin, type TestSite } from "./src/site.ts";

const database = await testDatabase();
let opened: TestSite;

beforeAll(async () => {
  opened = await openSite(database);
});

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await opened.site.request(path, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The addresses a page leads to, in its own language. */
function linksOf(text: string, locale: string): readonly string[] {
  const links = text.matchAll(/href="(\/[^"#]*)/gu).map(([, href = ""]) => href.replaceAll("&amp;", "&"));
  return links.filter((href) => href.startsWith(`/${locale}/`)).toArray();
}

/** Cell texts of the rows of a table, by the table's name. */
function rowsOf(text: string, region: string): readonly (readonly string[])[] {
  const table = text.split(`role="region" aria-label="${region}"`)[1]?.split("</table>")[0] ?? "";
  return [...table.matchAll(/<tr[^>]*>(.*?)<\/tr>/gsu)]
    .slice(1)
    .map(([, row = ""]) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gsu)].map(([, cell = ""]) => cell.replaceAll(/<[^>]+>/gu, "").trim()),
    );
}

describe("every page", () => {
  it("that another one links to is there in every language, and nothing is wrong on the way", async () => {
    const seen = new Map<string, number>();
    const queue = ["/en/"];
    const wrong: string[] = [];
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      // Filters, pages of lists and lines of sources are one page each; a few stand for all.
      const kind = path.replace(/=[^&]*/gu, "=");
      const met = seen.get(kind) ?? 0;
      if (met > 0 && (!path.includes("?") || met >= 3)) continue;
      seen.set(kind, met + 1);
      const { status, text } = await get(path);
      if (status !== 200) wrong.push(`${status} ${path}`);
      queue.push(...linksOf(text, "en"));
      // Every seventh is enough to meet each kind of page in each language.
      if (seen.size % 7 !== 0) continue;
      for (const locale of ["ru", "kk"]) {
        const sister = await get(path.replace("/en/", `/${locale}/`));
        if (sister.status !== 200 || sister.headers.get("content-language") !== locale) wrong.push(`${sister.status} ${locale} ${path}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(opened.faults).toEqual([]);
    expect(seen.size).toBeGreaterThan(250);
  });

  it("is in the sitemap, and every page of the sitemap is there", async () => {
    const { text } = await get("/sitemap.xml");
    const english = [...text.matchAll(/<loc>([^<]+)<\/loc>/gu)]
      .map(([, address = ""]) => address.slice(origin.length))
      .filter((path) => path.startsWith("/en/"));
    expect(english).toContain("/en/places/pavlodar");
    expect(english).toContain("/en/reports/lgi-2001-q3");
    expect(english.length).toBeGreaterThan(200);
    for (const path of english.filter((_path, index) => index % 9 === 0)) expect((await get(path)).status, path).toBe(200);
  });
});

describe("the time chart of July to September 2001", () => {
  it.each([
    ["en", "Time chart", "completed", "postponed", "Left blank in the report"],
    ["ru", "График работ", "состоялось", "перенесено", "В отчёте не заполнено"],
    ["kk", "Жұмыс кестесі", "өтті", "кейінге қалдырылған", "Есепте бос қалдырылған"],
  ])("has 15 rows in %s: 12 done, 3 postponed, one blank location", async (locale, name, done, postponed, blank) => {
    const { text } = await get(`/${locale}/reports/lgi-2001-q3`);
    const rows = rowsOf(text, name);
    expect(rows).toHaveLength(15);
    expect(rows.filter(([, , , state]) => state === done)).toHaveLength(12);
    expect(rows.filter(([, , , state]) => state === postponed)).toHaveLength(3);
    expect(rows.filter(([, location]) => location === blank)).toHaveLength(1);
  });

  it("keeps a blank cell, N/A and what no source states apart", async () => {
    const { text } = await get("/en/reports/lgi-2001-q3");
    expect(text).toContain("Left blank in the report");
    expect(text).toContain("The report answers “N/A”");
    expect((await get("/en/partnerships/pavlodar-helena")).text).toContain("No source states this");
  });

  it("leads from a contradicted row to both sides of the contradiction", async () => {
    const { text } = await get("/en/reports/lgi-2001-q3");
    const [, number] = /href="#contradiction-(\d+)">Two countries/u.exec(text) ?? [];
    const contradiction = text.split(`id="contradiction-${number}"`)[1]?.split('class="contradiction"')[0] ?? "";
    expect(contradiction).toContain("Slovakia");
    expect(contradiction).toContain("Poland");
    expect(contradiction).toContain("line=44#line-44");
    expect(contradiction).toContain("line=94#line-94");
  });
});

describe("a record's page", () => {
  it("shows a dispute beside the chosen value, with what each place says", async () => {
    const { text } = await get("/en/activities/best-practices-conference-2001");
    expect(text).toContain("18 September 2001");
    expect(text).toContain("Disputed: ");
    expect(text).toContain("17 September 2001");
    expect(text).toContain("September 17 th");
  });

  it("shows the ledger of postponements with the reason and the event outside", async () => {
    const { text } = await get("/en/activities/helena-pavlodar-exchange-2001");
    const [change = []] = rowsOf(text, "Changes of schedule");
    expect(change.join(" ")).toContain("December 2001");
    expect(text).toContain('href="/en/external-events/');
  });

  it("has every name a place is given, and where", async () => {
    const names = rowsOf((await get("/en/places/atyrau")).text, "Every name in the sources").map(([name]) => name);
    expect(names).toContain("Aturay");
  });

  it("shows who took over what: Helena's programme became Pavlodar's centre", async () => {
    const { text } = await get("/en/partnerships/pavlodar-helena");
    expect(rowsOf(text, "Who took the practice over from whom: table")).toHaveLength(1);
    expect(text).toContain('id="lineage-chart-title"');
  });

  it("says where every fact comes from, with a link to the line", async () => {
    const { text } = await get("/en/programmes/local-government-initiative");
    expect(text).toMatch(/<summary>Where this comes from/u);
    const [, path = ""] = /href="(\/en\/sources\/[^"]+line=\d+)#line-/u.exec(text) ?? [];
    const line = /line=(\d+)/u.exec(path)?.[1];
    expect((await get(path.replaceAll("&amp;", "&"))).text).toContain(`id="line-${line}"`);
  });

  it("is found under its URI", async () => {
    const [, uri = ""] = /<code>(http:\/\/dostyk\.test\/id\/place\/\w+)<\/code>/u.exec((await get("/en/places/pavlodar")).text) ?? [];
    const { status, headers } = await get(uri.slice(origin.length), { "accept-language": "kk" });
    expect([status, headers.get("location")]).toEqual([303, "/kk/places/pavlodar"]);
    expect((await get("/id/place/01HZZZZZZZZZZZZZZZZZZZZZZZ")).status).toBe(404);
    expect((await get("/id/place/rubbish")).status).toBe(400);
  });

  it("stands opposed statements side by side", async () => {
    const { text } = await get("/en/statements?kind=POSITION");
    const subject = text.split("<section").find((section) => section.includes(">For<") && section.includes(">Against<"));
    expect(subject).toBeDefined();
  });
});

describe("a statement", () => {
  it("is shown among those on its subject when something leads to it", async () => {
    const { text } = await get("/en/statements?kind=COMMITMENT");
    const [, slug = ""] = /<li id="([^"]+)" class="statement"/u.exec(text) ?? [];
    expect((await get(`/kk/statements?statement=${slug}`)).text).toContain(`id="${slug}"`);
    expect((await get("/kk/statements?statement=nobody-said-it")).status).toBe(404);
  });
});

describe("finding", () => {
  it.each([
    ["Aturay", "/en/places/atyrau", "Found under the name “Aturay”"],
    ["Екібастұз", "/en/places/ekibastuz", "results"],
    ["pavlodar helena", "/en/partnerships/pavlodar-helena", "result"],
  ])("%s leads to %s", async (query, path, words) => {
    const { text } = await get(`/en/search?q=${encodeURIComponent(query)}`);
    expect(text).toContain(`href="${path}"`);
    expect(text).toContain(words);
  });

  it("narrows by what the results are, with counts and without a script", async () => {
    const { text } = await get("/en/search?q=almaty");
    const [, count = ""] = /<option value="PLACE">Place \((\d+)\)/u.exec(text) ?? [];
    const narrowed = await get("/en/search?q=almaty&type=PLACE");
    expect(narrowed.text).toContain(`${count} result`);
    expect(narrowed.text).toContain('<option value="PLACE" selected');
    expect(narrowed.text).toContain('value="almaty"');
    expect((await get("/ru/search?q=&type=COMPETITION")).text).toContain("запис");
    expect((await get("/en/search?q=almaty&year=two")).status).toBe(400);
    expect((await get("/en/search?q=almaty&type=NOTHING")).status).toBe(400);
    expect((await get(`/en/search?q=almaty&country=${encodeURIComponent("' OR 1=1 --")}`)).text).toContain("Nothing found");
  });

  it("says as what a place was found, and where that stands", async () => {
    const { text } = await get("/en/search?q=Aturay");
    expect(text).toContain("Found under the name “Aturay”");
    expect(text).toContain('href="/en/sources/lgi-2001-q3-document?line=');
  });

  it("asks what was meant where a name is misspelt, and leads there", async () => {
    const { text } = await get("/en/search?q=Tuscon");
    expect(text).toContain("Did you mean:");
    expect(text).toContain('href="/en/search?q=Tucson"');
  });

  it("nothing says so and gives advice", async () => {
    const { status, text } = await get("/ru/search?q=zzzzzz");
    expect(status).toBe(200);
    expect(text).toContain("По запросу «zzzzzz» ничего не найдено");
  });

  it("narrows a list by a filter and keeps it from page to page", async () => {
    const { text } = await get("/en/activities?status=POSTPONED");
    expect(text).toContain('<option value="POSTPONED" selected');
    expect(text).not.toContain("completed</");
    const [, next = ""] = /href="([^"]+)" rel="next"/u.exec((await get("/en/activities?status=COMPLETED")).text) ?? [];
    expect(next).toContain("status=COMPLETED&amp;after=");
    const { text: second } = await get(next.replaceAll("&amp;", "&"));
    expect(second).toContain('rel="prev"');
  });

  it.each(["after=rubbish", "before=rubbish", "after=%00", "kind=PARTY", "place=%22%7D"])(
    "refuses ?%s with a page that says so",
    async (query) => {
      const { status, text } = await get(`/kk/activities?${query}`);
      expect(status).toBe(400);
      expect(text).toContain("Бұл мекенжайды оқу мүмкін емес");
    },
  );

  it("takes a search that is too long for a mistake of the address", async () => {
    expect((await get(`/en/search?q=${"a".repeat(300)}`)).status).toBe(400);
  });
});

describe("the developer page", () => {
  it.each(["place", "partnership", "dispute", "chart", "page"])("shows the real answer to its example %s", async (name) => {
    const { text } = await get(`/en/developers?example=${name}`);
    expect(text).toContain("&quot;data&quot;");
    expect(text).not.toContain("&quot;errors&quot;");
  });

  it("answers a question of the reader's own, and shows what is wrong with it", async () => {
    expect((await get(`/en/developers?query=${encodeURIComponent("{ places { totalCount } }")}`)).text).toContain("&quot;totalCount&quot;");
    expect((await get(`/en/developers?query=${encodeURIComponent("{ places { nothing } }")}`)).text).toContain("&quot;errors&quot;");
    expect((await get(`/en/developers?query=${encodeURIComponent("{{{")}`)).text).toContain("&quot;errors&quot;");
  });
});
