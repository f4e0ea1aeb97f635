import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Secret, TOTP } from "otpauth";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { dostyk, type Running } from "../testing.ts";

const scratch = await mkdtemp(join(tmpdir(), "dostyk-promises-"));
await chmod(scratch, 0o711);
const settings = { DOSTYK_DATA: join(scratch, "data"), DOSTYK_LOG_LEVEL: "error" };
const started: Running[] = [];

afterEach(async () => {
  for (const node of started.splice(0)) {
    node.signal("SIGKILL");
    await node.ended();
  }
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function running(port = "0"): Promise<{ node: Running; url: string }> {
  const node = dostyk(["start"], { ...settings, PORT: port });
  started.push(node);
  await node.prints("Ctrl-C stops the node.");
  return { node, url: /Website {2}(\S+)\//u.exec(node.output())?.[1] ?? "" };
}

/** A person at their browser: cookies, and the origin of the node's own pages. */
function browser(url: string) {
  const cookies = new Map<string, string>();
  const post = async (path: string, body: unknown) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { "content-type": "application/json", origin: url, cookie };
    const response = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return { post };
}

const password = "steppe wind over the Irtysh";

describe("a node that is killed again and again", () => {
  it("keeps every wish it acknowledged, does none of them twice, and its log tells of each", async () => {
    const first = await running();
    const port = new URL(first.url).port;
    const token = /\/join\/(\S+)/u.exec(first.node.output())?.[1];
    const operator = browser(first.url);
    const me = { token, name: "Olga Operator", email: "operator@example.org", password };
    expect((await operator.post("/auth/join", me)).status).toBe(200);
    // The link is used up.
    expect((await browser(first.url).post("/auth/join", { ...me, email: "second@example.org" })).status).toBe(400);
    const { body } = await operator.post("/auth/two-factor/enable", { password });
    const totp = new TOTP({ secret: Secret.fromBase32(new URL(String(body["totpURI"])).searchParams.get("secret") ?? "") });
    expect((await operator.post("/auth/two-factor/verify-totp", { code: totp.generate() })).status).toBe(200);

    const acknowledged: string[] = [];
    let wishes = 0;
    let killed = false;
    const wish = async (): Promise<void> => {
      while (!killed) {
        const name = `Association ${(wishes += 1)}`;
        const query = `mutation Register($name: String!) { registerBody(input: { kind: ASSOCIATION, name: $name }) { __typename } }`;
        const answer = await operator.post("/graphql", { query, variables: { name } }).catch(() => null);
        const data = answer?.body["data"] as { registerBody: { __typename: string } } | undefined;
        if (data?.registerBody.__typename === "RegisterBodyPayload") acknowledged.push(name);
      }
    };
    let { node } = first;
    for (const afterMs of [700, 300, 1_200]) {
      killed = false;
      const atWork = Array.from({ length: 6 }, wish);
      await sleep(afterMs);
      node.signal("SIGKILL");
      await node.ended();
      killed = true;
      await Promise.all(atWork);
      ({ node } = await running(port));
    }
    expect(acknowledged.length).toBeGreaterThan(10);

    // The sign-in outlives the node, for the sessions and the secret do.
    const stored: string[] = [];
    for (let after = ""; ;) {
      const query = `query Bodies($after: String) { actingBodies(filter: { kind: ASSOCIATION }, first: 100, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }`;
      const answer = await operator.post("/graphql", { query, variables: { after: after === "" ? null : after } });
      const { actingBodies } = answer.body["data"] as {
        actingBodies: { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      };
      stored.push(...actingBodies.nodes.map(({ name }) => name));
      if (!actingBodies.pageInfo.hasNextPage) break;
      after = actingBodies.pageInfo.endCursor;
    }
    expect(new Set(stored).size).toBe(stored.length);
    expect(acknowledged.filter((name) => !stored.includes(name))).toEqual([]);

    // One line for each that is stored: a wish without its line, or a line without its wish, would show here.
    const count = `{ auditLog(filter: { command: "identity.register-body", decision: ALLOWED }) { totalCount } }`;
    const { body: log } = await operator.post("/graphql", { query: count });
    expect(log["data"]).toEqual({ auditLog: { totalCount: stored.length } });

    const sealed = dostyk(["audit", "verify"], settings);
    expect(await sealed.ended(), sealed.output()).toBe(0);
    const file = join(scratch, "audit.ndjson");
    const exported = dostyk(["audit", "export", file], settings);
    expect(await exported.ended(), exported.output()).toBe(0);
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace("identity.register-body", "identity.register-bodY"));
    const broken = dostyk(["audit", "verify", file], settings);
    expect(await broken.ended()).not.toBe(0);
    expect(broken.output()).toMatch(/line|position/iu);
  }, 240_000);
});
