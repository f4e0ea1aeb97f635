import { axe, describeWithBrowser } from "@dostyk/kit";
import { Secret, TOTP } from "otpauth";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { servedNode, type ServedNode } from "./src/served-node.ts";

const passwords = {
  operator: "steppe wind over the Irtysh",
  officer: "apricots above the Naryn river",
  city: "walnuts beside a quiet lake",
};

interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  backupCode?: string;
}

// Every page is read without scripts: what works here works on any browser.
describeWithBrowser("people at work on a node, without JavaScript", (browser) => {
  let node: ServedNode;
  let operator: Person;
  let officer: Person;
  let bodies: { association: string; city: string };

  beforeAll(async () => {
    node = await servedNode();
    operator = await person(browser());
    officer = await person(browser());
  }, 60_000);

  afterAll(async () => {
    await node.close();
  });

  it("lets the operator in by the link of the first start, with a second factor", async () => {
    const { page } = operator;
    await page.goto(node.firstOperatorLink);
    await page.getByLabel("Name", { exact: true }).fill("Olzhas Example");
    await page.getByLabel("E-mail address", { exact: true }).fill("operator@example.org");
    await page.getByLabel("New password", { exact: true }).fill(passwords.operator);
    await page.keyboard.press("Enter");
    await heading(page, "Your account");
    expect(await page.getByText("does not count until you set up a second factor").count()).toBe(1);
    await setUpSecondFactor(operator, passwords.operator);
    await page.goto(`${node.url}/en/account`);
    expect(await page.getByText("does not count").count()).toBe(0);
    await page.goto(node.firstOperatorLink);
    await heading(page, "This invitation cannot be used");
  }, 60_000);

  it("asks for the second step at the next sign-in, takes a backup code once, and leads back to where one was going", async () => {
    const { page } = operator;
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.goto(`${node.url}/en/bodies`);
    await heading(page, "Sign in");
    await signIn(page, "operator@example.org", passwords.operator);
    await heading(page, "Second step");
    await page.getByLabel("Code", { exact: true }).fill("000000");
    await page.keyboard.press("Enter");
    await refusal(page, "This code is not right");
    expect(await page.title()).toMatch(/^Error: Second step/u);
    expect(await page.evaluate("document.activeElement.className")).toBe("govuk-error-summary");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("code");
    await page.getByLabel("Code", { exact: true }).fill(operator.backupCode ?? "");
    await page.keyboard.press("Enter");
    await heading(page, "Associations, cities and donors");
    expect(new URL(page.url()).pathname).toBe("/en/bodies");
  });

  it("lets the operator register an association and invite its officer by a link that is shown once", async () => {
    const { page } = operator;
    await page.goto(`${node.url}/en/bodies/register`);
    await page.getByRole("button", { name: "Register" }).click();
    await refusal(page, "Enter the name");
    await page.getByLabel("Association", { exact: true }).check();
    await page.getByLabel("Name", { exact: true }).fill("Association of examples");
    await page.keyboard.press("Enter");
    await heading(page, "Association of examples");
    const association = page.url().split("?")[0] ?? "";
    bodies = { association, city: "" };
    const link = await invited(page, "officer@example.org", "Association officer");
    await joined(officer, link, "Aigerim Example", passwords.officer);
    await setUpSecondFactor(officer, passwords.officer);
  }, 60_000);

  it("lets the officer register a city and invite its officer", async () => {
    const { page } = officer;
    await page.goto(bodies.association);
    await page.getByRole("link", { name: "Register a city" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Exampleville");
    await page.keyboard.press("Enter");
    await heading(page, "Exampleville");
    bodies.city = page.url().split("?")[0] ?? "";
    const link = await invited(page, "city@example.org", undefined);
    const city = await person(browser());
    await joined(city, link, "Bolat Example", passwords.city);
    await city.page.goto(bodies.city);
    await heading(city.page, "Exampleville");
    // What is not theirs to see looks as if it were not there.
    expect((await city.page.goto(`${node.url}/en/operator`))?.status()).toBe(404);
    expect((await city.page.goto(`${bodies.association}/keys/issue`))?.status()).toBe(404);
    await city.context.close();
  }, 60_000);

  it("lets the officer issue a key, which GraphQL knows until it is revoked", async () => {
    const { page } = officer;
    await page.goto(bodies.association);
    await page.getByRole("link", { name: "Issue a key" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Portal of examples");
    // A proof of who one is that is older than 10 minutes is asked for on the spot, and the form waits.
    await node.database.prisma.loginSession.updateMany({ data: { reauthenticatedAt: new Date(Date.now() - 3_600_000) } });
    await page.getByRole("button", { name: "Issue a key" }).click();
    await heading(page, "Is it you?");
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.keyboard.press("Enter");
    await refusal(page, "This is not the password.");
    await page.getByLabel("Password", { exact: true }).fill(passwords.officer);
    await page.keyboard.press("Enter");
    await heading(page, "The new key");
    const secret = await page.locator("code.secret").innerText();
    expect(await answeredTo(secret)).toEqual([200, "key"]);

    await page.goto(bodies.association);
    expect(await page.getByText(secret).count()).toBe(0);
    await page.getByRole("link", { name: "Revoke Portal of examples" }).click();
    await page.getByRole("button", { name: "Revoke" }).click();
    await heading(page, "Association of examples");
    expect(await page.getByText("The key is revoked.").count()).toBe(1);
    expect((await answeredTo(secret))[0]).toBe(401);
  }, 60_000);

  it("keeps every step in the audit log, and each person sees their own", async () => {
    const { page } = operator;
    const seen: string[] = [];
    await page.goto(`${node.url}/en/operator/audit`);
    for (;;) {
      seen.push(...(await page.locator("td code.raw").allInnerTexts()));
      const next = page.getByRole("link", { name: "Next" });
      if ((await next.count()) === 0) break;
      await next.click();
    }
    for (const command of [
      "join",
      "give-code",
      "give-backup-code",
      "register-body",
      "invite-member",
      "reauthenticate",
      "issue-key",
      "revoke-key",
    ]) {
      expect(seen, command).toContain(`identity.${command}`);
    }
    expect(seen).toContain("ProveWhoYouAreAgain");
    await page.goto(`${node.url}/en/operator/audit?command=identity.issue-key&decision=ALLOWED`);
    expect(await page.locator("tbody tr").count()).toBe(1);
    await officer.page.goto(`${node.url}/en/account/activity`);
    expect(await officer.page.getByText("identity.invite-first-operator").count()).toBe(0);
    expect(await officer.page.getByText("identity.issue-key").count()).toBeGreaterThan(0);
  }, 60_000);

  it("shows the operator what could not be done, to be tried again or discarded", async () => {
    const { page } = operator;
    await node.giveUp("00000000-0000-4000-8000-000000000001", "The disk is full.");
    await node.giveUp("00000000-0000-4000-8000-000000000002", "The mail server does not answer.");
    await page.goto(`${node.url}/en/operator`);
    expect(await page.getByText("2 were given up").count()).toBe(1);
    await page.getByRole("link", { name: "Jobs" }).click();
    const row = page.getByRole("row").filter({ hasText: "The disk is full." });
    await row.getByRole("button", { name: /^Try again/u }).click();
    await page.getByText("The job is tried again.").waitFor();
    expect(await row.count()).toBe(0);
    await page.getByRole("link", { name: /^Discard/u }).click();
    await heading(page, "Discard this job?");
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByText("Nothing was given up.").waitFor();
    await node.giveUp("00000000-0000-4000-8000-000000000003", "The disk is full again.");
  }, 60_000);

  it("ends a sign-in elsewhere with its very next request", async () => {
    const elsewhere = await person(browser());
    await elsewhere.page.goto(`${node.url}/ru/sign-in`);
    await signIn(elsewhere.page, "officer@example.org", passwords.officer, ["Адрес электронной почты", "Пароль"]);
    await elsewhere.page.getByLabel("Код", { exact: true }).fill(officer.backupCode ?? "");
    await elsewhere.page.keyboard.press("Enter");
    await heading(elsewhere.page, "Ваша учётная запись");
    await officer.page.goto(`${node.url}/en/account/sign-ins`);
    await officer.page.getByRole("button", { name: "Sign out everywhere else" }).click();
    await elsewhere.page.reload();
    await heading(elsewhere.page, "Войти");
    await elsewhere.context.close();
  }, 90_000);

  it("hands a person their data as a file", async () => {
    const { page } = officer;
    await page.goto(`${node.url}/en/account/data`);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download your data" }).click()]);
    expect(download.suggestedFilename()).toMatch(/^dostyk-account-\d{4}-\d{2}-\d{2}\.json$/u);
  });

  describe("every kind of page", () => {
    const own = [
      "account",
      "account/details",
      "account/password",
      "account/second-factor",
      "account/backup-codes",
      "account/sign-ins",
      "account/activity",
      "account/data",
      "account/erase",
      "bodies",
      "sign-out",
    ];
    // Structure and colours are the same in every language; in the others these stand for all.
    const mainPages = new Set(["sign-in", "account", "operator/audit", "operator/jobs"]);
    const operators = ["bodies/register", "operator", "operator/accounts", "operator/audit", "operator/jobs"];
    const strangers = [
      "sign-in",
      "sign-in?error=x",
      "two-factor",
      "forgot-password",
      "forgot-password?sent=1",
      "set-password/x",
      "join/x",
      "sign-in-failed",
    ];

    it.each(["en", "ru", "kk"])(
      "breaks no rule axe knows in %s, and fits 320 px",
      async (locale) => {
        const association = bodies.association.replace(/^.*\/en\//u, "");
        const city = bodies.city.replace(/^.*\/en\//u, "");
        const wrong: string[] = [];
        const stranger = await person(browser(), true);
        const walks: readonly (readonly [Person, readonly string[]])[] = [
          [stranger, strangers],
          [await withScripts(operator), [...own, ...operators, association, `${association}/invite`, `${association}/rename`]],
          [await withScripts(officer), [association, `${association}/keys/issue`, city]],
        ];
        for (const [{ page, context }, paths] of walks) {
          page.on("console", (message) => wrong.push(`${page.url()} says ${message.text()}`));
          for (const path of paths) {
            await page.setViewportSize({ width: 1280, height: 800 });
            await page.goto(`${node.url}/${locale}/${path}`);
            if (locale === "en" || mainPages.has(path) || path === association) {
              for (const { rule, nodes } of await axe(page)) wrong.push(`/${locale}/${path} ${rule}: ${nodes.slice(0, 2).join(" | ")}`);
            }
            await page.setViewportSize({ width: 320, height: 800 });
            const width = await page.evaluate<number>("document.documentElement.scrollWidth");
            if (width > 320) wrong.push(`/${locale}/${path} is ${width} px wide`);
          }
          await context.close();
        }
        expect(wrong.filter((line) => !/status of 4(?:04|22)/u.test(line))).toEqual([]);
        expect(node.faults).toEqual([]);
      },
      240_000,
    );

    it("fails with the focus on what to mend, and breaks no rule then either", async () => {
      const { page, context } = await person(browser(), true);
      await page.goto(`${node.url}/kk/sign-in`);
      await page.getByRole("button", { name: "Кіру" }).click();
      await refusal(page, "Құпиясөзіңізді енгізіңіз");
      expect(await page.evaluate("document.activeElement.className")).toBe("govuk-error-summary");
      expect(await axe(page)).toEqual([]);
      await context.close();
    });
  });

  /** A page of the same sign-in on which the scanner's script may run; the site has none of its own. */
  async function withScripts({ context }: Person): Promise<Person> {
    const twin = await person(browser(), true);
    await twin.context.addCookies(await context.cookies());
    return twin;
  }

  async function answeredTo(secret: string): Promise<readonly [number, string | undefined]> {
    const response = await fetch(`${node.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${secret}` },
      body: JSON.stringify({ query: "{ viewer { kind } }" }),
    });
    const body = (await response.json()) as { readonly data?: { readonly viewer: { readonly kind: string } } };
    return [response.status, body.data?.viewer.kind];
  }

  async function invited(page: Page, email: string, role: string | undefined): Promise<string> {
    await page.getByRole("link", { name: "Invite somebody" }).click();
    await page.getByLabel("E-mail address", { exact: true }).fill(email);
    if (role !== undefined) await page.getByLabel(role).check();
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    await heading(page, "Hand on this link");
    return page.locator("code.secret").innerText();
  }

  async function joined({ page }: Person, link: string, name: string, password: string): Promise<void> {
    await page.goto(link);
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("New password", { exact: true }).fill(password);
    await page.keyboard.press("Enter");
    await heading(page, "Your account");
  }

  async function setUpSecondFactor(who: Person, password: string): Promise<void> {
    const { page } = who;
    await page.goto(`${node.url}/en/account/second-factor`);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.keyboard.press("Enter");
    await page.locator(".qr-code").waitFor();
    const secret = (await page.locator("code.secret").innerText()).replaceAll(" ", "");
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    await page.getByLabel("Code", { exact: true }).fill(totp.generate());
    await page.keyboard.press("Enter");
    await heading(page, "Your backup codes");
    const codes = await page.locator(".codes code").allInnerTexts();
    expect(codes).toHaveLength(10);
    who.backupCode = codes[0] ?? "";
  }
});

async function person(browser: Browser, javaScriptEnabled = false): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, javaScriptEnabled });
  return { context, page: await context.newPage() };
}

/** Waits for the page that has this heading. */
async function heading(page: Page, text: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name: text, exact: true }).waitFor();
}

/** Waits for the page that says what to mend. */
async function refusal(page: Page, text: string): Promise<void> {
  await page.locator(".govuk-error-summary").getByRole("link", { name: text }).waitFor();
}

async function signIn(page: Page, email: string, password: string, [address, secret] = ["E-mail address", "Password"]): Promise<void> {
  await page.getByLabel(address ?? "", { exact: true }).fill(email);
  await page.getByLabel(secret ?? "", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
}
