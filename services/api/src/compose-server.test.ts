import { connect } from "@dostyk/db";
import { Hono } from "hono";
import { createServer, request as httpRequest } from "node:http";
import { type AddressInfo, connect as connectSocket } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { createApi } from "./api.ts";
import { composeServer } from "./compose-server.ts";
import { createLogger } from "./logger.ts";
import { PortInUse } from "./refusals.ts";

const nowhere = connect("postgres://reader@127.0.0.1:1/none");
afterAll(() => nowhere.close());

function server(site = new Hono().get("/", (c) => c.text("home"))) {
  return composeServer({ api: createApi({ prisma: nowhere.prisma, origin: "http://localhost", logger: createLogger("silent") }), site });
}

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connectSocket(port, "127.0.0.1", () => socket.write(text));
    let heard = "";
    socket.on("data", (chunk) => (heard += String(chunk)));
    socket.on("close", () => resolve(heard));
    socket.on("error", reject);
  });
}

describe("composeServer()", () => {
  it("gives the API its paths and everything else to the website", async () => {
    const composed = server();
    const url = `http://127.0.0.1:${await composed.listen(0, "127.0.0.1")}`;
    expect(await (await fetch(`${url}/`)).text()).toBe("home");
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${url}/graphql?query={__typename}`)).json()).toEqual({ data: { __typename: "Query" } });
    await composed.close();
  });

  it("says what to do when the port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(0, "127.0.0.1", resolve);
    });
    const { port } = other.address() as AddressInfo;
    const composed = server();
    await expect(composed.listen(port, "127.0.0.1")).rejects.toThrow(PortInUse);
    await expect(composed.listen(port, "127.0.0.1")).rejects.toThrow(`Port ${port} is in use`);
    await new Promise((resolve) => other.close(resolve));
    // After a refusal another port may be tried.
    expect(await composed.listen(0, "127.0.0.1")).toBeGreaterThan(0);
    await composed.close();
  });

  it("lets an answer under way finish, though its line would stay open", async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let arrived = () => {};
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const site = new Hono().get("/slow", async (c) => {
      arrived();
      await released;
      return c.text("finished");
    });
    const composed = server(site);
    const port = await composed.listen(0, "127.0.0.1");
    const answer = fetch(`http://127.0.0.1:${port}/slow`).then((response) => response.text());
    await arrival;
    const closed = composed.close(10_000);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
    release();
    expect(await answer).toBe("finished");
    const started = performance.now();
    await closed;
    await composed.close();
    expect(performance.now() - started).toBeLessThan(8_000);
  });

  it("cuts a line that says nothing any more", async () => {
    const composed = server();
    const port = await composed.listen(0, "127.0.0.1");
    const half = httpRequest({
      port,
      method: "POST",
      path: "/graphql",
      headers: { "content-type": "application/json", "content-length": 100 },
    });
    const broken = new Promise((resolve) => half.once("error", resolve));
    half.write("{");
    await fetch(`http://127.0.0.1:${port}/healthz`);
    await composed.close(50);
    expect(await broken).toBeInstanceOf(Error);
  });

  it.each([
    ["an empty host", "GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n"],
    ["a host that is none", "GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n"],
    ["a whole address as its target", "GET http://elsewhere.example/graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
    ["no address", "GET ? HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
    ["two slashes", "GET //graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
    ["a star", "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
    ["a broken escape", "GET /graphql?query=%E0%A4%A HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
    ["no HTTP", "HELLO\r\n\r\n"],
    ["a huge head", `GET /graphql HTTP/1.1\r\nHost: x\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`],
  ])("answers a request with %s without falling over", async (_name, text) => {
    const composed = server();
    const port = await composed.listen(0, "127.0.0.1");
    expect(await raw(port, text)).toMatch(/^HTTP\/1\.1 [24]\d\d /u);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    await composed.close();
  });
});
