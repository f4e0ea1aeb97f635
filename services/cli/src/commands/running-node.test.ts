import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { privateShapesIn } from "@dostyk/kit";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { dostyk, type Running } from "../testing.ts";

const scratch = await mkdtemp(join(tmpdir(), "dostyk-running-"));
await chmod(scratch, 0o711);
const dataFolder = join(scratch, "data");
const started: Running[] = [];

afterEach(async () => {
  for (const node of started.splice(0)) {
    node.signal("SIGKILL");
    await node.ended();
  }
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function running(
  settings: Readonly<Record<string, string>> = {},
  words: readonly string[] = ["start"],
): Promise<{ node: Running; url: string; watched: string }> {
  const node = dostyk(words, { PORT: "0", DOSTYK_MANAGEMENT_PORT: "0", DOSTYK_DATA: dataFolder, ...settings });
  started.push(node);
  await node.prints("Ctrl-C stops the node.");
  const url = /Website {2}(\S+)\//u.exec(node.output())?.[1] ?? "";
  const watched = /Health {3}(\S+)\/readyz/u.exec(node.output())?.[1] ?? "";
  return { node, url, watched };
}

/** A question whose body has come in but for its last letter: the node waits for it. */
async function halfAsked(url: string): Promise<{ socket: Socket; answer: Promise<string>; finish: () => void }> {
  const body = JSON.stringify({ query: "{ __typename }" });
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  let heard = "";
  const answer = new Promise<string>((resolve) => {
    socket.on("error", () => {});
    socket.on("close", () => resolve(heard));
  });
  const continued = new Promise<void>((resolve) => {
    socket.on("data", (chunk) => {
      heard += String(chunk);
      if (heard.startsWith("HTTP/1.1 100 Continue")) resolve();
    });
  });
  const head = [
    "POST /graphql HTTP/1.1",
    "host: x",
    "content-type: application/json",
    `content-length: ${body.length}`,
    "expect: 100-continue",
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  // The node says so itself when it has begun with the request.
  await continued;
  socket.write(body.slice(0, -1));
  return { socket, answer, finish: () => socket.write(body.slice(-1)) };
}

const postgresOn = (folder: string): string[] =>
  execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(folder) && line.includes("postgres"));

// One data folder goes through all of these in turn, because a first start takes its time.
describe("a running node", { timeout: 90_000 }, () => {
  it("says how it is: outside in a word, at the management port each part of it, with numbers", async () => {
    const { url, watched } = await running();
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: "ok" });
    const health = (await (await fetch(`${watched}/readyz`)).json()) as { status: string; parts: readonly Record<string, unknown>[] };
    expect(health.status).toBe("ok");
    expect(health.parts.map(({ name, status }) => `${String(name)} ${String(status)}`)).toEqual([
      "database ok",
      "migrations ok",
      "checksums ok",
      "disk ok",
      "search ok",
      "worker ok",
    ]);
    expect(health.parts[2]).toMatchObject({ note: "on" });
    expect((await fetch(`${watched}/healthz`)).status).toBe(200);
    expect((await fetch(`${watched}/graphql`)).status).toBe(404);

    await fetch(`${url}/en/`);
    const metrics = await fetch(`${watched}/metrics`);
    expect(metrics.headers.get("content-type")).toContain("text/plain; version=0.0.4");
    const text = await metrics.text();
    expect(text).toMatch(/^dostyk_requests_total\{method="GET",status="200",door="site"\} [1-9]/mu);
    expect(text).toMatch(/^dostyk_request_seconds_bucket\{le="20",door="api"\} [1-9]/mu);
    for (const name of ["nodejs_eventloop_lag_seconds", "process_resident_memory_bytes", 'dostyk_database_connections{state="idle"}'])
      expect(text).toContain(`\n${name} `);
  });

  it("that others can reach starts on trial only, and says so on every page", async () => {
    const open = { HOST: "0.0.0.0" };
    const refused = dostyk(["start"], { PORT: "0", DOSTYK_DATA: dataFolder, ...open });
    expect(await refused.ended()).toBe(1);
    expect(refused.output()).toMatch(/DOSTYK_ORIGIN is http:\/\/localhost:4000; others can reach this node[^]*DOSTYK_SECRET is missing/u);
    expect(refused.output()).toContain("`start --trial` does without");

    const { url } = await running(open, ["start", "--trial"]);
    for (const path of ["/en/", "/en/nothing"]) expect(await (await fetch(`${url}${path}`)).text()).toContain("This node is on trial");
  });

  it("lets a question under way finish, says meanwhile that it is not ready, and stops Postgres last", async () => {
    const { node, url, watched } = await running();
    const { answer, finish } = await halfAsked(url);
    node.signal("SIGTERM");
    await node.prints("Stopping…");
    const told = await fetch(`${watched}/readyz`);
    expect(told.status).toBe(503);
    expect(await told.json()).toMatchObject({ status: "down", parts: [{ note: "is stopping" }] });
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    finish();
    expect(await answer).toContain('{"data":{"__typename":"Query"}}');
    expect(await node.ended()).toBe(0);
    expect(postgresOn(dataFolder)).toEqual([]);
  });

  it("cuts a question off that never comes in whole, and still stops in order", async () => {
    const { node, url } = await running();
    const { answer } = await halfAsked(url);
    const began = performance.now();
    node.signal("SIGTERM");
    expect(await node.ended()).toBe(0);
    expect(performance.now() - began).toBeLessThan(8_000);
    expect(await answer).not.toContain("data");
    expect(postgresOn(dataFolder)).toEqual([]);
  });

  it("ends at once at the second SIGTERM, and leaves no Postgres", async () => {
    const { node, url } = await running();
    const { answer } = await halfAsked(url);
    node.signal("SIGTERM");
    await node.prints("Stopping…");
    const again = setInterval(() => node.signal("SIGTERM"), 100);
    expect(await node.ended()).toBe(1);
    clearInterval(again);
    await answer;
    await expect.poll(() => postgresOn(dataFolder), { timeout: 10_000 }).toEqual([]);
  });

  it("logs a line for each request, and nothing that reaches a person or opens a door", async () => {
    const { node, url } = await running({ DOSTYK_LOG_LEVEL: "trace" });
    const planted = {
      authorization: "Bearer very-hidden-token-1",
      cookie: "session=very-hidden-2",
      "x-forwarded-for": "aigerim@example.org",
    };
    const paths = [
      "/en/search?query=aigerim@example.org",
      "/en/people/aigerim%40example.org",
      "/en/people/+7%20(701)%20000-00-00",
      "/en/people/+77010000000",
      "/en/reset/9f86d081884c7d659a2feaa0c55ad015?token=very-hidden-3",
      "/en/dk_veryhidden4veryhidden4",
      "/graphql?query={__typename}&token=very-hidden-5",
    ];
    for (const path of paths) await fetch(`${url}${path}`, { headers: planted });
    await fetch(`${url}/graphql`, {
      method: "POST",
      // A key that is not valid would be refused before the question is read.
      headers: { cookie: planted.cookie, "content-type": "application/json" },
      body: JSON.stringify({ query: 'query Named { search(query: "aigerim@example.org +7 701 000 00 00") { totalCount } }' }),
    });
    await fetch(`${url}/en/forms`, { method: "POST", headers: planted, body: new URLSearchParams({ email: "aigerim@example.org" }) });
    node.signal("SIGTERM");
    await node.ended();

    const lines = node.output().split("\n");
    const requests = lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as Record<string, unknown>);
    const seen = requests.filter(({ msg }) => msg === "request");
    expect(seen).toHaveLength(paths.length + 2);
    expect(seen.at(-2)).toMatchObject({
      method: "POST",
      path: "/graphql",
      operation: "Named",
      viewer: "anonymous",
      requestId: expect.any(String),
    });
    expect(new Set(seen.map(({ client }) => client)).size).toBe(1);
    expect(privateShapesIn(node.output())).toEqual([]);
    expect(node.output()).not.toMatch(/very-?hidden|9f86d081|77010000000|701/u);
  });
});
