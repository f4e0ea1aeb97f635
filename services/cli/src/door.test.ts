import { createFarewell, createMetrics, createLogger } from "@dostyk/api";
import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";
import { makeDoor } from "./door.ts";
import { edgeOf } from "./edge.ts";

describe("a door that is not open yet", () => {
  it("says that the process lives, and asks everybody else to come again", async () => {
    const parts = {
      logger: createLogger("silent"),
      metrics: createMetrics(),
      farewell: createFarewell(),
      secret: () => "made up for a test",
    };
    const door = makeDoor(edgeOf(readConfig({}), parts));
    const url = `http://127.0.0.1:${await door.listen(0, "127.0.0.1")}`;
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    for (const path of ["/readyz", "/en/", "/graphql"]) {
      const answer = await fetch(`${url}${path}`);
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toBe("2");
    }
    await door.close(100);
  });
});
