import { describe, expect, it } from "vitest";
import { createReadiness, type HealthCheck, type HealthStatus } from "./health.ts";

const part = (name: string, check: HealthCheck["check"], whenSilent?: "degraded" | "down"): HealthCheck => ({
  name,
  about: `What ${name} does.`,
  check,
  ...(whenSilent && { whenSilent }),
});
const is = (status: HealthStatus) => async () => status;

async function healthOf(...checks: readonly HealthCheck[]) {
  const readiness = createReadiness({ patienceMs: 50 });
  readiness.watch(...checks);
  return readiness.now();
}

describe("the health of a node", () => {
  it.each([
    [["ok", "ok"], "ok"],
    [["ok", "degraded"], "degraded"],
    [["degraded", "down", "ok"], "down"],
    [[], "ok"],
  ] as const)("of parts that are %j is %s", async (states, status) => {
    expect(await healthOf(...states.map((state, place) => part(`part ${place}`, is(state))))).toMatchObject({ status });
  });

  it("names each part, what it does and how it is", async () => {
    const { parts } = await healthOf(part("search", async () => ({ status: "degraded", note: "2 000 records behind" })));
    expect(parts).toEqual([
      { name: "search", about: "What search does.", status: "degraded", note: "2 000 records behind", durationMs: expect.any(Number) },
    ]);
  });

  it("is degraded when a part hangs or breaks, and down when nothing works without it", async () => {
    const hangs = () => new Promise<never>(() => {});
    const breaks = () => {
      throw new Error("postgresql://dostyk:very-hidden@db.example");
    };
    expect(await healthOf(part("search", hangs), part("peers", breaks))).toMatchObject({ status: "degraded" });
    expect(await healthOf(part("database", hangs, "down"))).toMatchObject({ status: "down" });
    expect(JSON.stringify(await healthOf(part("database", breaks, "down")))).not.toContain("very-hidden");
  });

  it("is down before its parts are known and from the moment it stops", async () => {
    const readiness = createReadiness();
    expect(await readiness.now()).toMatchObject({ status: "down", parts: [{ note: "is starting" }] });
    readiness.watch(part("database", is("ok")));
    expect(await readiness.now()).toMatchObject({ status: "ok" });
    readiness.stop();
    expect(await readiness.now()).toMatchObject({ status: "down", parts: [{ note: "is stopping" }] });
  });

  it("is asked of the parts once, however many ask at a time", async () => {
    let asked = 0;
    const readiness = createReadiness();
    readiness.watch(
      part("database", async () => {
        asked += 1;
        return "ok";
      }),
    );
    await Promise.all(Array.from({ length: 100 }, () => readiness.now()));
    expect(asked).toBe(1);
  });
});
