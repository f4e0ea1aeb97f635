import { testDatabase } from "@dostyk/db/testing";
import { watchProgress } from "@dostyk/jobs";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createFarewell } from "./farewell.ts";
import { progressStreams, type ProgressStreamsOptions } from "./progress-streams.ts";
import { servedApi, type ServedApi } from "./testing.ts";

const db = await testDatabase();
const watcher = watchProgress(db);
const id = "0b6f1c62-5a3d-4c1e-9d0a-2f1f3a4b5c6d";
const at = new Date("2026-11-21T10:00:00Z");
const served: ServedApi[] = [];
afterAll(async () => {
  for (const each of served) await each.close();
  await watcher.close();
});

async function serve(options: Partial<ProgressStreamsOptions> = {}) {
  const farewell = createFarewell();
  const progress = progressStreams({ prisma: db.prisma, watcher, farewell, mayFollow: () => true, ...options });
  const api = await servedApi({ prisma: db.prisma, progress, edge: { sayGoodbye: farewell.sayGoodbye } });
  served.push(api);
  return api;
}

/** Reads a stream as it comes. */
async function follow(api: ServedApi, headers: Readonly<Record<string, string>> = {}) {
  const stop = new AbortController();
  const response = await fetch(`${api.url}/progress/${id}`, { headers, signal: stop.signal });
  let heard = "";
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) heard += decoder.decode(chunk, { stream: true });
  };
  const ended = read().catch(() => {});
  const hears = (words: string) => vi.waitFor(() => expect(heard).toContain(words), { timeout: 10_000, interval: 20 });
  return { response, hears, ended, stop: () => stop.abort(), heard: () => heard };
}

const change = (data: { percent?: number; state?: "RUNNING" | "DONE" }) =>
  db.prisma.$transaction(async (tx) => {
    await tx.progress.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
    await tx.$queryRaw`SELECT pg_notify('dostyk_progress', ${id})::text`;
  });

beforeEach(async () => {
  await db.prisma.progress.deleteMany();
  await db.prisma.progress.create({ data: { id, job: "test.long", ownerId: "somebody", createdAt: at, updatedAt: at } });
});

describe("/progress/:id", () => {
  it("tells each new state with its version, and says goodbye when the job is done", async () => {
    const stream = await follow(await serve(), { "accept-encoding": "gzip, br" });
    expect(stream.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(stream.response.headers.get("content-encoding")).toBeNull();
    await stream.hears('id: 1\nevent: progress\ndata: {"state":"WAITING","percent":0,');
    await change({ state: "RUNNING", percent: 30 });
    await stream.hears('id: 2\nevent: progress\ndata: {"state":"RUNNING","percent":30,');
    await change({ state: "DONE", percent: 100 });
    await stream.ended;
    expect(stream.heard()).toMatch(/id: 3\nevent: progress\n.*\n\nevent: goodbye\ndata: \{"comeAgain":false\}\n\n$/u);
    expect(stream.heard()).not.toContain("somebody");
  });

  it("goes on after the version its reader has seen", async () => {
    const api = await serve();
    await change({ percent: 10 });
    const stream = await follow(api, { "last-event-id": "2" });
    await change({ percent: 20 });
    await stream.hears("id: 3\n");
    expect(stream.heard()).not.toMatch(/id: [12]\n/u);
    await change({ state: "DONE" });
    await stream.ended;
    const late = await follow(api, { "last-event-id": "4" });
    await late.ended;
    expect(late.heard()).not.toContain("event: progress");
  });

  it("tells who may not follow what it tells of work that is not there", async () => {
    const nobody = progressStreams({ prisma: db.prisma, watcher, farewell: createFarewell() });
    const api = await servedApi({ prisma: db.prisma, progress: nobody });
    served.push(api);
    const refused = await api.request(`/progress/${id}`);
    expect(refused.status).toBe(404);
    for (const other of ["0b6f1c62-5a3d-4c1e-9d0a-2f1f3a4b5c6e", "nonsense", "", `${id}/more`]) {
      const missing = await (await serve()).request(`/progress/${other}`);
      expect([missing.status, missing.text]).toEqual([refused.status, refused.text]);
    }
    expect((await api.request(`/progress/${id}`, { method: "POST" })).status).toBe(405);
  });

  it("lets only so many follow, and others again when they are gone", async () => {
    const api = await serve({ bounds: { ofOneJob: 1 } });
    const first = await follow(api);
    await first.hears("id: 1\n");
    const second = await api.request(`/progress/${id}`);
    expect([second.status, second.headers.get("retry-after")]).toEqual([503, "5"]);
    first.stop();
    const third = await vi.waitFor(
      async () => {
        const stream = await follow(api);
        expect(stream.response.status).toBe(200);
        return stream;
      },
      { timeout: 10_000 },
    );
    third.stop();
  });

  it("says goodbye when the server closes, and does not keep it open", async () => {
    const api = await serve();
    const stream = await follow(api);
    await stream.hears("id: 1\n");
    await api.close();
    await stream.ended;
    expect(stream.heard()).toMatch(/event: goodbye\ndata: \{"comeAgain":true\}\n\n$/u);
  });
});
