import { request as httpRequest } from "node:http";
import { composeServer } from "@dostyk/api";
import { testDatabase } from "@dostyk/db/testing";
import { afterAll, describe, expect, it } from "vitest";
import { openSite, origin } from "./src/site.ts";

const database = await testDatabase({ statementTimeoutMs: 60_000 });
const { api, site } = await openSite(database);
const server = composeServer({ api, site, trustedProxies: 1, requestsPerMinute: 40 });
const port = await server.listen(0, "127.0.0.1");
afterAll(() => server.close(200));

interface Heard {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Asks as a client may that is no browser: any header can be set, Host too. */
function ask(path: string, headers: Record<string, string> = {}, body?: string): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ port, path, headers, method: body === undefined ? "GET" : "POST" }, (response) => {
      let text = "";
      response.on("data", (chunk) => (text += String(chunk)));
      response.on("end", () => {
        // Each answer has a time and an id of its own.
        const { date: _date, "x-request-id": _id, ...rest } = response.headers;
        resolve({ status: response.statusCode, headers: rest, text });
      });
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

describe("a forged Host header", () => {
  it.each([
    "/",
    "/en/",
    "/ru/places/pavlodar",
    "/en/sources",
    "/sitemap.xml",
    "/robots.txt",
    "/en/nothing",
    "/graphql?query={localNode{uri}}",
  ])("changes nothing at %s", async (path) => {
    const honest = await ask(path, { host: new URL(origin).host });
    const forged = { host: "evil.example", "x-forwarded-host": "evil.example", forwarded: "host=evil.example;proto=https" };
    expect(await ask(path, forged)).toEqual(honest);
    expect(JSON.stringify(honest)).not.toContain("evil.example");
  });
});

describe("who is turned away", () => {
  const kilobyte = "x".repeat(1_024);

  it("may send a form of as much as the page says, and no more", async () => {
    expect((await ask("/ru/forms", {}, kilobyte.repeat(32))).status).toBe(404);
    const refused = await ask("/ru/forms", {}, kilobyte.repeat(32) + "x");
    expect(refused).toMatchObject({ status: 413, headers: { "content-type": "text/html; charset=utf-8", "content-language": "ru" } });
    expect(refused.text).toContain("Форма вмещает не более 32 кБ");
    expect(refused.headers["content-security-policy"]).toContain("default-src 'self'");
  });

  it("is told in the language of the reader when there were too many requests", async () => {
    const reader = { "x-forwarded-for": "203.0.113.7", "accept-language": "kk" };
    const statuses = new Set<number | undefined>();
    for (let asked = 0; asked < 41; asked += 1) statuses.add((await ask("/robots.txt", reader)).status);
    expect([...statuses]).toEqual([200, 429]);
    const refused = await ask("/", reader);
    expect(refused.text).toContain("Сұраныс тым көп");
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(JSON.parse((await ask("/graphql?query={__typename}", reader)).text)).toMatchObject({
      errors: [{ extensions: { code: "TOO_MANY_REQUESTS" } }],
    });
  });
});
