import type { Child } from "hono/jsx";
import { describe, expect, it } from "vitest";
import { translator } from "../locales/catalogue.ts";
import { type Locale, locales } from "../locales/locale.ts";
import type { Page } from "../page.ts";
import { Absent, absenceText } from "./absent.tsx";
import { claimValueText } from "./claim-value.ts";
import { DataTable } from "./data-table.tsx";
import { Disputed } from "./disputed.tsx";
import type { ClaimParts } from "./evidence.ts";
import { Origin } from "./origin.tsx";
import { Pagination, windowOf } from "./pagination.tsx";
import { Status } from "./status.tsx";
import { PartialDate } from "./when.tsx";

function page(locale: Locale, search = ""): Page {
  return {
    locale,
    t: translator(locale, (key, error) => {
      throw new Error(key, { cause: error });
    }),
    path: "/places",
    query: new URLSearchParams(search),
    origin: "https://dostyk.example",
    names: new Map([["almaty", "Алматы"]]),
    ask: () => Promise.reject(new Error("No component asks.")),
    askPlainly: () => Promise.reject(new Error("No component asks.")),
  };
}

async function html(child: Child): Promise<string> {
  return String(await (<>{child}</>).toString());
}

const claim: ClaimParts = {
  property: "held",
  value: "2001-09-18",
  raw: "September 18th",
  rank: "NORMAL",
  source: { slug: "report", title: "Report no. 5", language: "en" },
  lines: { start: 88, end: 88 },
};

describe("blank, N/A and unknown", () => {
  it.each(locales)("are three different answers in %s", (locale) => {
    const words = (["blank", "not-applicable", "not-stated"] as const).map((kind) => absenceText(page(locale), kind));
    expect(new Set(words).size).toBe(3);
  });

  it("come with the record's own explanation", async () => {
    expect(await html(<Absent page={page("en")} kind="not-stated" explanation="The year was never printed." />)).toContain(
      "The year was never printed.",
    );
  });
});

describe("Origin", () => {
  it("names the source and the lines of every claim, and the raw form in its own language", async () => {
    const text = await html(<Origin page={page("ru")} claims={[claim]} of="Дата" />);
    expect(text).toContain("<details");
    expect(text).toContain('href="/ru/sources/report?line=88#line-88"');
    expect(text).toContain('lang="en">September 18th</q>');
    expect(text).toContain("18 сентября 2001 г.");
  });

  it("is not there where nothing is claimed", async () => {
    expect(await html(<Origin page={page("en")} claims={[]} of="Date" />)).toBe("");
  });
});

describe("Disputed", () => {
  it("says in words that sources disagree, what each says, and which is shown", async () => {
    const other = { ...claim, value: "2001-09-17", raw: "September 17 th", lines: { start: 102, end: 104 } };
    const dispute = { property: "held", kind: "DATE", policy: "The first one.", claims: [claim, other], chosen: claim };
    const text = await html(<Disputed page={page("en")} disputes={[dispute]} />);
    expect(text).toContain("Disputed: 2 statements about this do not agree");
    expect(text).toContain("17 September 2001");
    expect(text).toContain("lines 102–104");
    expect(text.match(/shown here/gu)).toHaveLength(1);
    expect(text).toContain("The first one.");
  });
});

describe("a claim's value in words", () => {
  it.each([
    ["2001-10-27~", "week of 27 October 2001"],
    ["XXXX-04-19", "19 April, year not stated"],
    [["2001-10-26/2001-10-28", "2001-10-30/2001-11-01"], "26–28 October 2001, 30 October – 1 November 2001"],
    ["4105", "4105"],
    [["almaty"], "Алматы"],
    ["OSCE", "OSCE"],
    [true, "yes"],
    [{ en: "delegates", ru: "делегаты", kk: "делегаттар" }, "delegates"],
    [{ text: "Aturay", language: "en", kind: "MISSPELLING" }, "Aturay"],
    [
      { group: "officials", label: { en: "officials", ru: "служащие", kk: "қызметшілер" }, number: 2000, qualifier: "OVER" },
      "officials: more than 2,000",
    ],
    [{ days: 5 }, "5 days"],
    [{ label: { en: "workshops", ru: "семинары", kk: "семинарлар" }, total: 2, parts: [1, 2] }, "workshops: 2 in all; parts: 1, 2"],
    [{ is: "ENDED", on: "2003" }, "ended, 2003"],
  ])("%j", (value, text) => {
    expect(claimValueText(page("en"), value)).toBe(text);
  });
});

describe("PartialDate", () => {
  it.each([
    ["2001-09-18", "time"],
    ["2001-07", "time"],
    ["2001", "time"],
    ["2001-10-27~", "span"],
    ["2001-23", "span"],
    ["XXXX-04-19", "span"],
  ])("%s is a %s: machines are told no more than HTML can say", async (edtf, element) => {
    expect(await html(<PartialDate date={{ edtf, text: "words" }} />)).toMatch(new RegExp(`^<${element}`, "u"));
  });
});

describe("Pagination", () => {
  const info = { hasNextPage: true, hasPreviousPage: true, startCursor: "a=", endCursor: "z&" };

  it("keeps the filters and drops the old place", async () => {
    const text = await html(<Pagination page={page("en", "kind=CITY&after=old")} info={info} />);
    expect(text).toContain('href="/en/places?kind=CITY&amp;after=z%26"');
    expect(text).toContain('href="/en/places?kind=CITY&amp;before=a%3D"');
  });

  it("asks forward or backward, never both", () => {
    expect(windowOf(page("en", "after=x"))).toEqual({ first: 20, after: "x" });
    expect(windowOf(page("en", "after=x&before=y"))).toEqual({ last: 20, before: "y" });
    expect(windowOf(page("en"))).toEqual({ first: 20 });
  });

  it("is not there for a list of one page", async () => {
    expect(await html(<Pagination page={page("en")} info={{ ...info, hasNextPage: false, hasPreviousPage: false }} />)).toBe("");
  });
});

describe("tables and states", () => {
  it("stand in a named region the keyboard can scroll", async () => {
    const text = await html(<DataTable caption="Names" head={["Name", "Kind"]} rows={[["Aturay", "slip"]]} />);
    expect(text).toContain('role="region" aria-label="Names" tabindex="0"');
    expect(text).toContain('<th scope="row"');
    expect(text).toContain('<th scope="col"');
  });

  it("say their state in a word", async () => {
    expect(await html(<Status page={page("kk")} type="ActivityStatus" value="POSTPONED" />)).toContain("кейінге қалдырылған");
  });
});
