import { servedApi } from "@dostyk/api/testing";
import { testDatabase } from "@dostyk/db/testing";
import { auditServer } from "graphql-http";
import { afterAll, describe, expect, it } from "vitest";
import { schema } from "@dostyk/network";

const database = await testDatabase();
const served = await servedApi({ prisma: database.prisma, schema });
afterAll(() => served.close());

describe("the endpoint", () => {
  it("passes every audit of GraphQL over HTTP: what it must, should and may do", async () => {
    const results = await auditServer({ url: `${served.url}/graphql` });
    const failed = results.flatMap((result) => (result.status === "ok" ? [] : [`${result.id} ${result.name}: ${result.reason}`]));
    expect(failed).toEqual([]);
    expect(results.length).toBeGreaterThanOrEqual(61);
  });
});
