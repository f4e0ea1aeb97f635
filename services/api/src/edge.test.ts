import { connect } from "@dostyk/db";
import { Hono } from "hono";
import { connect as connectSocket } from "node:net";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { type ServedApi, servedApi, type ServedApiOptions } from "./testing.ts";

const nowhere = connect("postgres://reader@127.0.0.1:1/none");
const running: ServedApi[] = [];
afterEach(async () => {
  for (const served of running.splice(0)) await served.close();
});
afterAll(() => nowhere.close());

/** A website that says what it was told, behind the edge. */
async function serve(edge: NonNullable<ServedApiOptions["edge"]> = {}): Promise<ServedApi> {
  const app = new Hono();
  app.all("*", async (context) => context.json({ headers: context.req.header(), body: await context.req.text() }));
  const site = { fetch: app.fetch, turnedAway: (status: number) => new Response(`page ${status}`, { status }) };
  const served = await servedApi({ prisma: nowhere.prisma, site, edge });
  running.push(served);
  return served;
}

async function headersBehind(served: ServedApi, headers: Record<string, string>): Promise<Record<string, string>> {
  const { text } = await served.request("/", { headers });
  return (JSON.parse(text) as { headers: Record<string, string> }).headers;
}

function raw({ url }: ServedApi, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connectSocket(Number(new URL(url).port), "127.0.0.1", () => socket.write(text));
    let heard = "";
    socket.on("data", (chunk) => (heard += String(chunk)));
    socket.on("close", () => resolve(heard));
    socket.on("error", reject);
  });
}

describe("the edge", () => {
  it("says whose request it is, whatever the request says of that", async () => {
    const served = await serve();
    const forged = { "x-dostyk-client-ip": "203.0.113.7", X_Dostyk_Client_IP: "203.0.113.7", "x-forwarded-for": "203.0.113.7" };
    const heard = await headersBehind(served, forged);
    expect(heard["x-dostyk-client-ip"]).toBe("127.0.0.1");
    expect(JSON.stringify(heard)).not.toContain("203.0.113.7");
  });

  it("believes as many proxies as the operator has", async () => {
    const served = await serve({ trustedProxies: 1 });
    const heard = await headersBehind(served, { "x-forwarded-for": "198.51.100.9, 203.0.113.7", "x-dostyk-client-ip": "198.51.100.9" });
    expect(heard["x-dostyk-client-ip"]).toBe("203.0.113.7");
  });

  it("lets nobody name another host or protocol", async () => {
    const served = await serve({ trustedProxies: 1 });
    const heard = await headersBehind(served, {
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      forwarded: "host=evil.example",
    });
    expect(JSON.stringify(heard)).not.toContain("evil.example");
    expect(heard["x-forwarded-proto"]).toBeUndefined();
  });

  it("gives a request one id, in its answer, behind the edge and in the log", async () => {
    const served = await serve();
    const { text, headers } = await served.request("/", { headers: { "x-request-id": "from-the-proxy-1" } });
    expect(headers.get("x-request-id")).toBe("from-the-proxy-1");
    expect(text).toContain("from-the-proxy-1");
    expect(served.log.at(-1)).toMatchObject({ requestId: "from-the-proxy-1" });
    const odd = await served.request("/", { headers: { "x-request-id": "a b" } });
    expect(odd.headers.get("x-request-id")).toMatch(/^[0-9A-Z]{26}$/u);
  });

  it("says once in the log that a proxy is not trusted", async () => {
    const served = await serve();
    for (const address of ["203.0.113.7", "203.0.113.8"]) await headersBehind(served, { "x-forwarded-for": address });
    expect(served.log.filter(({ msg }) => String(msg).includes("DOSTYK_TRUSTED_PROXIES"))).toHaveLength(1);
  });
});

describe("the log", () => {
  it("has one line for each request to API and website: who, what, how long, and no query", async () => {
    const served = await serve({ viewerKind: () => "person", clientName: (address) => `name of ${address}` });
    await served.request("/en/search?query=a-private-matter");
    await served.ask("query Named { __typename }");
    const common = {
      viewer: "person",
      client: "name of 127.0.0.1",
      status: 200,
      durationMs: expect.any(Number),
      requestId: expect.any(String),
    };
    expect(served.log).toEqual([
      expect.objectContaining({ ...common, method: "GET", path: "/en/search" }),
      expect.objectContaining({ ...common, method: "POST", path: "/graphql", operation: "Named" }),
    ]);
    expect(JSON.stringify(served.log)).not.toContain("a-private-matter");
  });

  it("says 499 of a reader who left", async () => {
    const served = await serve();
    const socket = connectSocket(Number(new URL(served.url).port), "127.0.0.1");
    socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf", () => socket.destroy());
    await expect.poll(() => served.log.at(-1)).toMatchObject({ status: 499 });
  });
});

describe("a form", () => {
  it("arrives whole", async () => {
    const served = await serve();
    const { text } = await served.request("/en/forms", { method: "POST", body: new URLSearchParams({ name: "Айгерім" }) });
    expect(JSON.parse(text)).toMatchObject({ body: "name=%D0%90%D0%B9%D0%B3%D0%B5%D1%80%D1%96%D0%BC" });
  });

  it("has 32 kB at most, and a page says so", async () => {
    const served = await serve();
    expect((await served.request("/en/forms", { method: "POST", body: "x".repeat(32 * 1024) })).status).toBe(200);
    const refused = await served.request("/en/forms", { method: "POST", body: "x".repeat(32 * 1024 + 1) });
    expect(refused).toMatchObject({ status: 413, text: "page 413" });
    expect(served.log.at(-1)).toMatchObject({ status: 413, path: "/en/forms" });
  });

  it("that announces more than it may have is not waited for", async () => {
    const served = await serve();
    const heard = await raw(served, "POST /en/forms HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n");
    expect(heard).toMatch(/^HTTP\/1\.1 413 [^]*connection: close/iu);
  });

  it("that comes in half ends with 408", { timeout: 30_000 }, async () => {
    const served = await serve();
    const heard = await raw(served, "POST /en/forms HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf");
    expect(heard).toMatch(/^HTTP\/1\.1 408 [^]*page 408$/u);
  });
});

describe("a limit for each address", () => {
  const from = (address: string): RequestInit => ({ headers: { "x-forwarded-for": address } });

  it("turns away who asks more, with the time to wait, in the form that was asked for", async () => {
    const served = await serve({ trustedProxies: 1, requestsPerMinute: 2 });
    for (let asked = 0; asked < 2; asked += 1) expect((await served.request("/", from("203.0.113.7"))).status).toBe(200);
    const page = await served.request("/", from("203.0.113.7"));
    expect(page).toMatchObject({ status: 429, text: "page 429" });
    expect(Number(page.headers.get("retry-after"))).toBeGreaterThan(50);
    const answer = await served.request("?query={__typename}", from("203.0.113.7"));
    expect(answer).toMatchObject({ status: 429, errors: [{ extensions: { code: "TOO_MANY_REQUESTS" } }] });
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(50);
    expect((await served.request("/", from("203.0.113.8"))).status).toBe(200);
  });

  it("is not got around by making addresses up", async () => {
    const served = await serve({ trustedProxies: 1, requestsPerMinute: 5 });
    const statuses: number[] = [];
    for (let guess = 0; guess < 8; guess += 1) statuses.push((await served.request("/", from(`198.51.100.${guess}, 203.0.113.7`))).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
  });

  it("holds neither for this computer nor for probes", async () => {
    const served = await serve({ trustedProxies: 1, requestsPerMinute: 1 });
    for (let asked = 0; asked < 3; asked += 1) {
      expect((await served.request("/")).status).toBe(200);
      expect((await served.request("/healthz", from("203.0.113.7"))).status).toBe(200);
    }
  });
});
