import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Answer, createPortal, type PortalFault } from "./index.ts";
import { locales } from "./locales/locale.ts";
import { script } from "./islands/script.ts";
import { stylesheet } from "./styles/stylesheet.ts";

const origin = "https://dostyk.example";
const nobody: Answer = { data: { person: null, externalEvent: null } };

/** A portal whose API answers everything with one answer. */
function portal(answer: Answer | Error, faults: PortalFault[] = []) {
  return createPortal({
    ask: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)),
    origin,
    clock: () => new Date("2026-11-21T12:00:00Z"),
    onFault: (fault) => faults.push(fault),
  });
}

const empty = { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null } };

describe("the address of a page", () => {
  it("begins with a language the reader's browser asks for", async () => {
    const response = await portal(nobody).request("/", { headers: { "accept-language": "kk-KZ,ru;q=0.5" } });
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe("/kk/");
    expect(response.headers.get("vary")).toContain("Accept-Language");
  });

  it("is corrected where a slash is missing or too many", async () => {
    expect((await portal(nobody).request("/ru")).headers.get("location")).toBe("/ru/");
    expect((await portal(nobody).request("/ru/people/?after=x")).headers.get("location")).toBe("/ru/people?after=x");
  });

  it.each(["/de/", "/de/places", "/nothing", "/en/nothing", "/en/people/a/b", "/en/external-events", "/%E0%A4%A", "/assets/x.css"])(
    "leads %s to a page that says it is not there",
    async (path) => {
      const response = await portal(nobody).request(path);
      const text = await response.text();
      expect(response.status).toBe(404);
      expect(text).toContain("Page not found");
      expect(text).toContain('<html class="govuk-template" lang="en"');
      expect(response.headers.get("cache-control")).toBe("no-store");
    },
  );

  it.each([
    ["en", "Page not found"],
    ["ru", "Страница не найдена"],
    ["kk", "Бет табылмады"],
  ])("says in %s that a record is not there", async (locale, words) => {
    const response = await portal(nobody).request(`/${locale}/people/nobody`);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-language")).toBe(locale);
    expect(await response.text()).toContain(words);
  });

  it("moves on for good where a record was asked for by an alias", async () => {
    const person = { slug: "new-name", name: "Name" };
    const response = await portal({ data: { person } }).request("/en/people/old-name");
    expect(response.status).toBe(301);
    expect(response.headers.get("location")).toBe("/en/people/new-name");
  });

  it("may be a record's URI, which leads to its page", async () => {
    const response = await portal({ data: { record: { __typename: "Place", slug: "pavlodar" } } }).request(
      "/id/place/01HZZZZZZZZZZZZZZZZZZZZZZZ",
      { headers: { "accept-language": "ru" } },
    );
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/ru/places/pavlodar");
  });
});

describe("a page", () => {
  const app = portal({ data: { people: empty } });

  it("is closed to everything that is not from here", async () => {
    const { headers } = await app.request("/en/people");
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
    );
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("set-cookie")).toBeNull();
  });

  it("has no script within it and no style of its own", async () => {
    const text = await (await app.request("/en/people")).text();
    expect(text.match(/<script.*?<\/script>/gu)).toEqual([`<script type="module" src="${script.path}"></script>`]);
    expect(text).not.toMatch(/\sstyle=|\son\w+=/u);
  });

  it("may be kept for a minute, and is not sent twice to who has it", async () => {
    const first = await app.request("/en/people");
    const etag = first.headers.get("etag") ?? "";
    expect(first.headers.get("cache-control")).toBe("public, max-age=60");
    expect(etag).toMatch(/^"[\w-]+"$/u);
    const second = await app.request("/en/people", { headers: { "if-none-match": `W/"other", ${etag}` } });
    expect(second.status).toBe(304);
    expect(await second.text()).toBe("");
    expect(second.headers.get("etag")).toBe(etag);
  });

  it("is compressed for who can read it so, under an ETag of its own", async () => {
    const plain = await app.request("/en/people");
    const packed = await app.request("/en/people", { headers: { "accept-encoding": "br, gzip;q=0.8" } });
    expect(packed.headers.get("content-encoding")).toBe("gzip");
    expect(packed.headers.get("vary")).toContain("Accept-Encoding");
    expect(packed.headers.get("etag")).not.toBe(plain.headers.get("etag"));
    expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(await plain.text());
    const refused = await app.request("/en/people", { headers: { "accept-encoding": "gzip;q=0" } });
    expect(refused.headers.get("content-encoding")).toBeNull();
  });

  it("names its sisters in the other languages by absolute links", async () => {
    const text = await (await app.request("/ru/people?after=abc")).text();
    for (const locale of locales) {
      expect(text).toContain(`<link rel="alternate" hreflang="${locale}" href="${origin}/${locale}/people?after=abc"/>`);
    }
    expect(text).toContain(`<link rel="canonical" href="${origin}/ru/people?after=abc"/>`);
    expect(text).toContain('lang="ru"');
  });

  it("shows a reader's words as text, never as markup", async () => {
    const search = { ...empty, degraded: false, didYouMean: null, facets: [], facetGroups: [] };
    const text = await (
      await portal({ data: { search } }).request(`/en/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`)
    ).text();
    expect(text).not.toContain("<script>");
    expect(text).toContain("&lt;script&gt;");
  });
});

describe("when something is wrong", () => {
  it("says that the API does not answer, and tells the log why", async () => {
    const faults: PortalFault[] = [];
    const response = await portal(new Error("connect ECONNREFUSED"), faults).request("/ru/people");
    const text = await response.text();
    expect(response.status).toBe(503);
    expect(text).toContain("Летопись сейчас не отвечает");
    expect(text).not.toContain("ECONNREFUSED");
    expect(faults).toHaveLength(1);
  });

  it("says the same where the API cannot reach its database", async () => {
    const answer = { data: null, errors: [{ message: "The database does not answer.", extensions: { code: "SERVICE_UNAVAILABLE" } }] };
    expect((await portal(answer).request("/en/people")).status).toBe(503);
  });

  it("shows the number of a fault, and neither its message nor a stack", async () => {
    const faults: PortalFault[] = [];
    const answer = { data: null, errors: [{ message: "secret", extensions: { code: "INTERNAL", requestId: "01REQUEST" } }] };
    const response = await portal(answer, faults).request("/en/people");
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).toContain("01REQUEST");
    expect(text).not.toMatch(/secret|at \w+ \(/u);
    expect(faults[0]?.traceId).toBe("01REQUEST");
  });

  it("gives a fault of its own a number too", async () => {
    const response = await portal({ data: { people: null } }).request("/en/people");
    expect(response.status).toBe(500);
    expect(await response.text()).toMatch(/<code>[\w-]+<\/code>/u);
  });

  it.each(["BAD_CURSOR", "BAD_ID", "BAD_LANGUAGE_TAG", "BAD_PAGE", "BAD_URI", "BAD_USER_INPUT", "QUERY_TOO_COSTLY", "QUERY_TOO_LONG"])(
    "takes what the API calls a reader's mistake for one: %s",
    async (code) => {
      const faults: PortalFault[] = [];
      const answer = { data: null, errors: [{ message: "Not so.", extensions: { code } }] };
      expect((await portal(answer, faults).request("/en/people?after=x")).status).toBe(400);
      expect(faults).toEqual([]);
    },
  );

  it("refuses a damaged page marker and a choice that does not exist, with the way back", async () => {
    const answer = { data: null, errors: [{ message: '"after" is no cursor of this list', extensions: { code: "BAD_CURSOR" } }] };
    const damaged = await portal(answer).request("/kk/people?after=%00");
    expect(damaged.status).toBe(400);
    expect(await damaged.text()).toContain("Бұл мекенжайды оқу мүмкін емес");
    const noChoice = await portal(nobody).request("/en/activities?kind=PARTY");
    expect(noChoice.status).toBe(400);
    expect(await noChoice.text()).toContain('href="/en/activities"');
  });
});

describe("what comes beside the pages", () => {
  it("is one stylesheet with system fonts, kept for ever under a name made of its content", async () => {
    const { path } = stylesheet();
    const response = await portal(nobody).request(path, { headers: { "accept-encoding": "gzip" } });
    expect(response.headers.get("cache-control")).toContain("immutable");
    expect((await response.arrayBuffer()).byteLength).toBeLessThan(16_000);
    expect(stylesheet().css).not.toMatch(/GDS|@font-face|url\(/u);
  });

  it("is one script of a few kilobytes that formats nothing, kept for ever as well", async () => {
    const response = await portal(nobody).request(script.path, { headers: { "accept-encoding": "gzip" } });
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(response.headers.get("cache-control")).toContain("immutable");
    expect((await response.arrayBuffer()).byteLength).toBeLessThan(3_000);
    expect(script.text).not.toMatch(/\bIntl\b|toLocale|innerHTML/u);
  });

  it("is an icon, the rules for robots and a sitemap with every record in every language", async () => {
    const list = { nodes: [{ slug: "one" }], pageInfo: { hasNextPage: false, endCursor: null } };
    const app = portal({ data: { list } });
    expect((await app.request("/favicon.svg")).headers.get("content-type")).toBe("image/svg+xml");
    expect(await (await app.request("/robots.txt")).text()).toContain(`Sitemap: ${origin}/sitemap.xml`);
    const sitemap = await (await app.request("/sitemap.xml")).text();
    for (const locale of locales) expect(sitemap).toContain(`<loc>${origin}/${locale}/places/one</loc>`);
  });

  it("lets the developer page ask questions only", async () => {
    const asked: string[] = [];
    const app = createPortal({
      ask: (document) => {
        asked.push(document);
        return Promise.resolve({ data: { answer: 42 } });
      },
      origin,
      clock: () => new Date(0),
    });
    const mutation = encodeURIComponent("mutation { forget }");
    expect(await (await app.request(`/en/developers?query=${mutation}`)).text()).toContain("Only questions");
    expect(asked).toEqual([]);
    expect(await (await app.request("/en/developers?query=%7Banswer%7D")).text()).toContain("&quot;answer&quot;: 42");
    expect(asked).toEqual(["{answer}"]);
  });
});

describe("a request that was turned away before it reached the website", () => {
  it.each([
    [429, "/ru/places", "kk", "Слишком много запросов"],
    [408, "/graphql", "kk", "Нысан жетпеді"],
    [413, "/en/", "kk", "A form has at most 32 kB"],
  ] as const)("gets a page for %i at %s in the language of its path, or of its reader (%s)", async (status, path, reader, words) => {
    const request = new Request(`http://localhost${path}`, { headers: { "accept-language": reader } });
    const response = await portal(nobody).turnedAway(status, request);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(words);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });
});

describe("a node on trial", () => {
  const onTrial = createPortal({ ask: () => Promise.resolve(nobody), origin, clock: () => new Date(0), trial: true });

  it.each([
    ["/en/nothing", "This node is on trial"],
    ["/ru/nothing", "пробном режиме"],
    ["/kk/nothing", "сынақ режимінде"],
  ])("says so on every page: %s", async (path, words) => {
    expect(await (await onTrial.request(path)).text()).toContain(words);
  });

  it("is not what a node is by default", async () => {
    expect(await (await portal(nobody).request("/en/nothing")).text()).not.toContain("on trial");
  });
});

describe("the host a request names", () => {
  it("changes nothing in what is answered", async () => {
    const app = portal({ data: { people: empty, list: empty, node: null, record: { __typename: "Place", slug: "pavlodar" } } });
    for (const path of ["/en/people", "/sitemap.xml", "/robots.txt", "/", "/en", "/en/people/", "/id/place/01HZZZZZZZZZZZZZZZZZZZZZZZ"]) {
      const answers = await Promise.all(
        ["http://dostyk.example", "http://evil.example"].map(async (host) => {
          const response = await app.request(`${host}${path}`, {
            headers: { host: new URL(host).host, "x-forwarded-host": "evil.example" },
          });
          return { status: response.status, text: await response.text(), headers: Object.fromEntries(response.headers) };
        }),
      );
      expect(answers[1], path).toEqual(answers[0]);
      expect(JSON.stringify(answers)).not.toContain("evil.example");
    }
  });
});
