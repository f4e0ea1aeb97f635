import { createMetrics, createReadiness, PortInUse } from "@dostyk/api";
import { describe, expect, it } from "vitest";
import { openManagement } from "./management.ts";

const watched = () => ({ readiness: createReadiness(), metrics: createMetrics() });

describe("the management port", () => {
  it("is not opened unless the operator names one", async () => {
    const { port, close } = await openManagement({ managementPort: undefined }, watched());
    expect(port).toBeUndefined();
    await close();
  });

  it("says that the node is starting, while it does", async () => {
    const { port, close } = await openManagement({ managementPort: 0 }, watched());
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ status: "down", parts: [{ note: "is starting" }] });
    await close();
  });

  it("that is taken names the setting for another", async () => {
    const first = await openManagement({ managementPort: 0 }, watched());
    const second = openManagement({ managementPort: first.port }, watched());
    await expect(second).rejects.toThrow(PortInUse);
    await expect(second).rejects.toThrow(/choose another with DOSTYK_MANAGEMENT_PORT/u);
    await first.close();
  });
});
