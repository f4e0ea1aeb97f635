import { axe, describeWithBrowser, wireBytes } from "@dostyk/kit";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedSite, servedSite } from "./src/served-site.ts";

const KB = 1_024;

/** One page of each kind, and those that are largest of their kind. */
const pages = [
  "",
  "places",
  "places/pavlodar",
  "places/helena",
  "partnerships",
  "partnerships/pavlodar-helena",
  "partnerships/naryn-great-falls",
  "activities",
  "activities/best-practices-conference-2001",
  "activities/helena-pavlodar-exchange-2001",
  "practices",
  "practices/pavlodar-drug-prevention-centre",
  "programmes",
  "programmes/local-government-initiative",
  "organizations",
  "organizations/usaid",
  "people",
  "outputs",
  "competitions",
  "competitions/best-practices-2001",
  "statements",
  "sources",
  "sources/lgi-2001-q3-document",
  "reports",
  "reports/lgi-2001-q3",
  "disputes",
  "search",
  "search?q=Aturay",
  "search?q=zzzz",
  "search?q=pavlodar&type=ACTIVITY&country=KZ",
  "developers",
  "developers?example=dispute",
] as const;

/** Structure and colours are the same in every language; in the others these stand for all. */
const mainPages = ["", "partnerships/pavlodar-helena", "reports/lgi-2001-q3"] as const;

const opened = new Set<string>(["", "places/pavlodar", "partnerships/pavlodar-helena", "activities/helena-pavlodar-exchange-2001"]);

const faulty = new Map<string, number>([
  ["nothing-here", 404],
  ["activities?after=rubbish", 400],
]);

const withMap = new Set<string>([
  "",
  "places",
  "places/pavlodar",
  "places/helena",
  "partnerships/pavlodar-helena",
  "partnerships/naryn-great-falls",
]);

describeWithBrowser("the website in a browser", (browser) => {
  let site: ServedSite;

  beforeAll(async () => {
    site = await servedSite();
  });

  afterAll(async () => {
    await site.close();
  });

  async function onPage<T>(width: number, options: { readonly javaScriptEnabled?: boolean }, look: (page: Page) => Promise<T>): Promise<T> {
    const context = await browser().newContext({ viewport: { width, height: 800 }, ...options });
    try {
      return await look(await context.newPage());
    } finally {
      await context.close();
    }
  }

  describe.each([
    ["en", pages],
    ["ru", mainPages],
    ["kk", mainPages],
  ] as const)("in %s", (locale, scanned) => {
    it("breaks no rule of WCAG 2.2 AA that axe knows, and no page complains", async () => {
      const wrong: string[] = [];
      await onPage(1280, {}, async (page) => {
        page.on("console", (message) => wrong.push(`${page.url()} says ${message.text()}`));
        page.on("pageerror", (error) => wrong.push(`${page.url()} throws ${error.message}`));
        for (const path of [...scanned, "nothing-here", "activities?after=rubbish"]) {
          const answer = await page.goto(`${site.url}/${locale}/${path}`);
          if (answer?.status() !== (faulty.get(path) ?? 200)) wrong.push(`/${locale}/${path} answers ${answer?.status()}`);
          // A closed <details> hides from axe what a reader will open. They are alike on every page; these hold one of each kind.
          if (opened.has(path)) await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
          for (const { rule, nodes } of await axe(page)) wrong.push(`/${locale}/${path} ${rule}: ${nodes.slice(0, 2).join(" | ")}`);
        }
      });
      // A refusal's own status is told on the console by the browser, not by the page.
      expect(wrong.filter((line) => !/status of 40[04]/u.test(line))).toEqual([]);
    }, 300_000);

    it("fits a width of 320 px: nothing but tables, graphics and code scrolls sideways", async () => {
      const wide: string[] = [];
      await onPage(320, {}, async (page) => {
        for (const path of pages) {
          await page.goto(`${site.url}/${locale}/${path}`);
          const width = await page.evaluate<number>("document.documentElement.scrollWidth");
          if (width > 320) wide.push(`/${locale}/${path} is ${width} px wide`);
        }
      });
      expect(wide).toEqual([]);
    }, 120_000);
  });

  it("costs at most 50 KB on the wire, 60 KB with a map, in at most 3 requests, 4 KB of them a script", async () => {
    const dear: string[] = [];
    await onPage(1280, {}, async (page) => {
      for (const path of pages) {
        const { total, requests } = await wireBytes(page, `${site.url}/kk/${path}`);
        const budget = (withMap.has(path) ? 60 : 50) * KB;
        if (total > budget || requests.length > 3) dear.push(`${path}: ${total} bytes in ${requests.length} requests`);
        const scripts = requests.filter(({ type }) => type === "Script").reduce((sum, { bytes }) => sum + bytes, 0);
        if (scripts > 4 * KB) dear.push(`${path} loads ${scripts} bytes of scripts`);
      }
    });
    expect(dear).toEqual([]);
  }, 120_000);

  it("works without JavaScript: search, filter, language, evidence", async () => {
    await onPage(1280, { javaScriptEnabled: false }, async (page) => {
      await page.goto(`${site.url}/en/`);
      await page.getByRole("searchbox").fill("Aturay");
      await page.getByRole("button", { name: "Search" }).click();
      await page.getByRole("link", { name: "Atyrau", exact: true }).click();
      expect(new URL(page.url()).pathname).toBe("/en/places/atyrau");
      await page.getByRole("link", { name: "Қазақша" }).click();
      expect(new URL(page.url()).pathname).toBe("/kk/places/atyrau");
      await page.goto(`${site.url}/en/activities`);
      await page.getByLabel("State").selectOption("POSTPONED");
      await page.getByRole("button", { name: "Show" }).click();
      expect(new URL(page.url()).searchParams.get("status")).toBe("POSTPONED");
      await page.goto(`${site.url}/en/activities/best-practices-conference-2001`);
      const origin = page.locator("details.origin").first();
      expect(await origin.locator("a").first().isVisible()).toBe(false);
      await origin.locator("summary").click();
      expect(await origin.locator("a").first().isVisible()).toBe(true);
      await origin.locator("a").first().click();
      expect(page.url()).toMatch(/\/en\/sources\/.*#line-\d+$/u);
    });
  });

  it.each([
    ["en", "6 suggestions, arrow keys choose", "Atyrau found as Aturay"],
    ["kk", "6 ұсыныс, таңдау үшін көрсеткі пернелер", "Атырау Aturay атауы бойынша"],
  ])("suggests in %s while one types, and is driven by the keyboard alone", async (locale, told, named) => {
    await onPage(1280, {}, async (page) => {
      const wrong: string[] = [];
      page.on("console", (message) => wrong.push(message.text()));
      page.on("pageerror", (error) => wrong.push(error.message));
      await page.goto(`${site.url}/${locale}/`);
      const field = page.getByRole("combobox");
      await field.focus();
      await page.keyboard.type("Aturay");
      const option = page.getByRole("option", { name: named, exact: true });
      await option.waitFor();
      expect(await page.locator("search-suggestions [role=status]").textContent()).toBe(told);
      expect(await field.getAttribute("aria-expanded")).toBe("true");
      expect(await field.getAttribute("aria-activedescendant")).toBeNull();
      expect(await axe(page)).toEqual([]);
      await page.keyboard.press("ArrowDown");
      expect(await field.getAttribute("aria-activedescendant")).toBe(await option.getAttribute("id"));
      expect(await option.getAttribute("aria-selected")).toBe("true");
      expect(await axe(page)).toEqual([]);
      await page.keyboard.press("Escape");
      expect(await field.getAttribute("aria-expanded")).toBe("false");
      expect(await field.inputValue()).toBe("Aturay");
      await page.keyboard.press("Backspace");
      await page.keyboard.type("y");
      await option.waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowUp");
      expect(await field.getAttribute("aria-activedescendant")).toBeNull();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL(`${site.url}/${locale}/places/atyrau`);
      expect(wrong).toEqual([]);
    });
  });

  it("asks for suggestions from two letters on, by the name of the question, and for the last one typed only", async () => {
    await onPage(320, {}, async (page) => {
      const asked: URL[] = [];
      page.on("request", (request) => {
        const url = new URL(request.url());
        if (url.pathname === "/graphql") asked.push(url);
      });
      await page.goto(`${site.url}/ru/search?q=zzzz`);
      const field = page.getByRole("combobox", { name: "Поиск по летописи" });
      await field.fill("П");
      await field.fill("Павлодар");
      await page
        .getByRole("option", { name: /^Павлодар/u })
        .first()
        .waitFor();
      expect(asked.map(({ searchParams }) => searchParams.get("variables"))).toEqual(['{"prefix":"Павлодар","locale":"ru"}']);
      expect(asked[0]?.searchParams.get("documentId")).toMatch(/^sha256:[0-9a-f]{64}$/u);
      expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
      expect(await axe(page)).toEqual([]);
      await page.keyboard.press("Enter");
      await page.waitForURL(({ searchParams }) => searchParams.get("q") === "Павлодар");
      expect(new URL(page.url()).pathname).toBe("/ru/search");
    });
  });

  it("begins with a link past the navigation, and shows where the keyboard stands", async () => {
    await onPage(1280, {}, async (page) => {
      await page.goto(`${site.url}/ru/partnerships`);
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.getAttribute('href')")).toBe("#main");
      await page.keyboard.press("Enter");
      expect(await page.evaluate("document.activeElement.id")).toBe("main");
      await page.keyboard.press("Tab");
      const seen = await page.evaluate<boolean>(
        "(() => { const box = document.activeElement.getBoundingClientRect(); return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight; })()",
      );
      expect(seen).toBe(true);
    });
  });

  it("draws the letters of Kazakh in the time chart", async () => {
    await onPage(1280, {}, async (page) => {
      await page.goto(`${site.url}/kk/reports/lgi-2001-q3`);
      const rows = page.getByRole("region", { name: "Жұмыс кестесі", exact: true }).locator("tbody tr");
      expect(await rows.count()).toBe(15);
      expect(await rows.first().innerText()).toMatch(/[әғқңөұүі]/iu);
    });
  });

  it("prints what is closed on the screen, and not what navigates", async () => {
    await onPage(1280, {}, async (page) => {
      await page.goto(`${site.url}/en/activities/best-practices-conference-2001`);
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".site-nav").isVisible()).toBe(false);
      expect(await page.locator("details.origin .citation").first().isVisible()).toBe(true);
    });
  });
});
