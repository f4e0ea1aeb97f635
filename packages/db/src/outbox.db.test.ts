import { idSource, type DomainEvent } from "@dostyk/kernel";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { listen } from "./listen.ts";
import { deleteSentBefore, OUTBOX_CHANNEL, publish, takeUnsent } from "./outbox.ts";
import { testDatabase } from "./testing.ts";

const db = await testDatabase();
const at = new Date("2026-11-21T10:00:00Z");
const nextId = idSource(() => at, Math.random);
const event = (subject: string, payload: DomainEvent["payload"] = null): DomainEvent => ({
  id: nextId(),
  type: "tests.happened",
  subject,
  payload,
  at,
});
const publishAll = (events: readonly DomainEvent[]): Promise<void> =>
  db.prisma.$transaction(async (tx) => {
    for (const each of events) await publish(tx, each);
  });
const take = (limit = 10): Promise<readonly DomainEvent[]> => db.prisma.$transaction((tx) => takeUnsent(tx, limit, at));
const subjects = (events: readonly DomainEvent[]): readonly string[] => events.map(({ subject }) => subject);

beforeEach(() => db.prisma.outboxEvent.deleteMany());

describe("the outbox", () => {
  it("gives back what was published, and nothing of a wish that was rolled back", async () => {
    const told = event("a", { year: 2001, names: ["Ә"] });
    await publishAll([told]);
    const rolledBack = db.prisma.$transaction(async (tx) => {
      await publish(tx, event("b"));
      throw new Error("no");
    });
    await expect(rolledBack).rejects.toThrow("no");
    expect(await take()).toEqual([told]);
    expect(await take()).toEqual([]);
  });

  it("gives events of one subject one by one, in their order", async () => {
    const [first, second, third] = [event("a"), event("a"), event("b")];
    await publishAll([first, second, third]);
    expect(await take()).toEqual([first, third]);
    expect(await take()).toEqual([second]);
  });

  it("lets two relays take different subjects, and none overtake the other", async () => {
    await publishAll([event("a"), event("b"), event("a"), event("b"), event("c")]);
    await db.prisma.$transaction(async (tx) => {
      expect(subjects(await takeUnsent(tx, 2, at))).toEqual(["a", "b"]);
      expect(subjects(await take())).toEqual(["c"]);
      expect(await take()).toEqual([]);
    });
    expect(subjects(await take())).toEqual(["a", "b"]);
  });

  it("has again what a relay took that failed", async () => {
    await publishAll([event("a")]);
    const failed = db.prisma.$transaction(async (tx) => {
      expect(await takeUnsent(tx, 10, at)).toHaveLength(1);
      throw new Error("killed");
    });
    await expect(failed).rejects.toThrow("killed");
    expect(await take()).toHaveLength(1);
  });

  it("refuses a type that is none, and a payload that belongs elsewhere", async () => {
    await expect(publishAll([{ ...event("a"), type: "Happened" }])).rejects.toThrow(RangeError);
    await expect(publishAll([event("a", "x".repeat(70_000))])).rejects.toThrow(/64|65536/u);
  });

  it("forgets only what was sent", async () => {
    await publishAll([event("a"), event("a")]);
    await take();
    expect(await deleteSentBefore(db.prisma, at)).toBe(0);
    expect(await deleteSentBefore(db.prisma, new Date(at.getTime() + 1))).toBe(1);
    expect(await take()).toHaveLength(1);
  });
});

describe("listen()", () => {
  it("hears what is published, and listens again after its connection was cut", async () => {
    const heard: string[] = [];
    let begun = 0;
    const ear = listen(
      db,
      OUTBOX_CHANNEL,
      () => heard.push("event"),
      () => (begun += 1),
    );
    await vi.waitFor(() => expect(begun).toBe(1), { timeout: 10_000 });
    await publishAll([event("a")]);
    await vi.waitFor(() => expect(heard).toHaveLength(1), { timeout: 10_000 });

    await db.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()",
    );
    await vi.waitFor(() => expect(begun).toBe(2), { timeout: 10_000 });
    await publishAll([event("b")]);
    await vi.waitFor(() => expect(heard).toHaveLength(2), { timeout: 10_000 });
    await ear.close();
    await ear.close();
  });
});
