import { servedApi } from "@dostyk/api/testing";
import { describeWithBrowser } from "@dostyk/kit";
import { afterAll, expect, it } from "vitest";
import { foundingDatabase } from "./src/founding-record.ts";

const database = await foundingDatabase();
const served = await servedApi({ prisma: database.prisma });
afterAll(() => served.close());

describeWithBrowser("the page for trying questions", (browser) => {
  it("asks and shows the answer without reaching another host", async () => {
    const context = await browser().newContext();
    const page = await context.newPage();
    const foreign: string[] = [];
    const faults: string[] = [];
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith("http") && origin !== served.url) foreign.push(request.url());
    });
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });

    await page.goto(`${served.url}/graphql`);
    await page.getByRole("button", { name: /execute query/iu }).click();
    await page.locator(".graphiql-response, .result-window").getByText("totalCount").first().waitFor();

    // The schema has arrived too: the page knows the types.
    expect(served.log.filter(({ operation }) => operation === "IntrospectionQuery")).toEqual([expect.objectContaining({ status: 200 })]);
    expect(served.log.filter(({ operation }) => operation === "Disputes")).toEqual([expect.objectContaining({ status: 200 })]);
    expect(foreign).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });
});
