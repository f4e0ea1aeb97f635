import { InvalidInput, RecordNotFound, Refusal } from "@dostyk/kernel";
import { describe, expect, it } from "vitest";
import "./index.ts";
import { mutation } from "./mutations.ts";
import { declareRefusals } from "./refusals.ts";
import { ask } from "./testing.ts";

class OnlyOnWeekdays extends Refusal {}
class OnlyIndoors extends Refusal {}

const outcomes: Readonly<Record<string, Error>> = {
  sunday: new OnlyOnWeekdays("Come back on Monday.", { path: ["day"] }),
  night: new OnlyIndoors("Come in."),
  fault: new Error("a bug"),
  unknown: new RecordNotFound("day", "unknown"),
  nonsense: new InvalidInput([
    { path: ["day"], message: "No such day." },
    { path: [], message: "Nothing fits." },
  ]),
};

declareRefusals({ OnlyOnWeekdays: [OnlyOnWeekdays, "It is a weekend."] });
mutation("open", {
  description: "Opens.",
  input: (t) => ({ day: t.string({ required: true, description: "When." }) }),
  refusals: ["OnlyOnWeekdays", "RecordNotFound", "InvalidInput"],
  wish: async ({ day }) => {
    const outcome = outcomes[day];
    if (outcome !== undefined) throw outcome;
    return { opened: day };
  },
  payload: (t) => ({ opened: t.exposeString("opened", { description: "When it was opened." }) }),
});

const wish = async (day: string) =>
  (
    await ask(
      { prisma: null as never },
      `mutation { open(input: { day: "${day}" }) { __typename
         ... on OpenPayload { opened } ... on Refusal { message path } ... on InvalidInput { problems { path message } } } }`,
    )
  )["open"] as unknown;

describe("a mutation", () => {
  it("answers what was done", async () => {
    expect(await wish("monday")).toEqual({ __typename: "OpenPayload", opened: "monday" });
  });

  it("answers the refusals it names by their own types", async () => {
    expect(await wish("sunday")).toEqual({ __typename: "OnlyOnWeekdays", message: "Come back on Monday.", path: ["day"] });
    expect(await wish("unknown")).toMatchObject({ __typename: "RecordNotFound", path: null });
    expect(await wish("nonsense")).toMatchObject({
      __typename: "InvalidInput",
      path: ["day"],
      problems: [
        { path: ["day"], message: "No such day." },
        { path: [], message: "Nothing fits." },
      ],
    });
  });

  it("throws on whatever it does not name", async () => {
    await expect(wish("night")).rejects.toThrow("Come in.");
    await expect(wish("fault")).rejects.toThrow("a bug");
  });

  it("cannot name a refusal that nobody declared", () => {
    const nameless = { description: "x", input: () => ({}), payload: () => ({}), wish: async () => ({}) };
    expect(() => mutation("close", { ...nameless, refusals: ["OnlyIndoors"] })).toThrow("OnlyIndoors is no declared refusal");
  });
});
