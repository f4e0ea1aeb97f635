import { describe, expect, it } from "vitest";
import { catalogues } from "./locales/catalogue.ts";
import { argumentsOf } from "./locales/message-arguments.ts";
import { browserName } from "./pages/account/sign-ins.tsx";
import { association, listOf, loginCookie, refusal, signedIn, siteWith } from "./testing.ts";

const cookie = { cookie: loginCookie };
const body = `/en/bodies/${association.id}`;

/** The site for somebody who is signed in, whose wishes are answered with this. */
function wishing(wished?: object, others: Readonly<Record<string, unknown>> = {}, auth?: () => Response) {
  return siteWith({ ask: signedIn(others, wished), ...(auth === undefined ? {} : { auth }) });
}

describe("a wish that was granted", () => {
  it.each([
    [`${body}/rename`, { name: "Another name" }, `${body}?done=renamed`],
    [`${body}/invitations/01/revoke`, {}, `${body}?done=invitation-revoked`],
    [`${body}/members/01/remove`, {}, `${body}?done=member-removed`],
    [`${body}/keys/01/revoke`, {}, `${body}?done=key-revoked`],
    [`${body}/leave`, {}, "/en/account?done=left"],
    ["/en/account/details", { name: "Aigerim", locale: "ru" }, "/en/account?done=corrected"],
    ["/en/account/sign-ins", { session: "01" }, "/en/account/sign-ins?done=ended"],
    ["/en/account/sign-ins", { which: "all" }, "/en/sign-in?done=signed-out"],
    ["/en/operator/jobs/01/retry", {}, "/en/operator/jobs?done=retried"],
    ["/en/operator/jobs/01/discard", {}, "/en/operator/jobs?done=discarded"],
    ["/en/account/erase", { email: "AIGERIM@example.org" }, "/en/sign-in?done=erased"],
  ])("on %s with %j leads to %s", async (path, fields, location) => {
    const response = await wishing({ __typename: "Payload" }).post(path, fields, cookie);
    expect([response.status, response.headers.get("location")]).toEqual([303, location]);
  });

  it("registers what the form says, and leads to it", async () => {
    const { post } = wishing({ __typename: "RegisterBodyPayload", body: { id: "01NEW" } });
    const response = await post("/en/bodies/register", { kind: "DONOR", name: "Donor of examples" }, cookie);
    expect(response.headers.get("location")).toBe("/en/bodies/01NEW?done=registered");
  });

  it("says what was done on the page it leads to, in the reader's language, and repeats nothing else of the address", async () => {
    const { site } = wishing();
    const text = async (address: string) => (await site.request(address, { headers: cookie })).text();
    expect(await text("/kk/account?done=corrected")).toContain("Деректер сақталды.");
    expect(await text("/en/account?done=%3Cscript%3E")).not.toContain("&lt;script");
  });
});

describe("a wish that was refused", () => {
  it.each([
    ["en", "Another one of this kind has this name already"],
    ["ru", "Такое название уже есть"],
    ["kk", "Мұндай атау бар"],
  ])("is worded in %s at its field, and what was entered is kept", async (locale, words) => {
    const { post } = wishing({ __typename: "NameTaken", message: "In English.", path: ["name"] });
    const response = await post(`/${locale}/bodies/register`, { kind: "DONOR", name: "A & B" }, cookie);
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(text).toContain(words);
    expect(text).toContain('<a href="#name">');
    expect(text).toContain('value="A &amp; B"');
    expect(text).toMatch(/value="DONOR" checked/u);
  });

  it("shows each problem of the input at its field", async () => {
    const problems = [
      { message: "Too long.", path: ["name"] },
      { message: "Not this.", path: ["scopes"] },
    ];
    const { post } = wishing({ __typename: "InvalidInput", message: "x", path: null, problems });
    const fields = { name: "Key", scopes: "read:public", expiresAt: "30", costBudget: "100000" };
    const text = await (await post(`${body}/keys/issue`, fields, cookie)).text();
    expect(text).toContain('<li lang="en"><a href="#name">Too long.</a></li>');
    expect(text).toContain('<li lang="en"><a href="#scopes">Not this.</a></li>');
    expect(text).toMatch(/value="100000" checked/u);
  });

  it("because somebody was quicker says so", async () => {
    const response = await wishing().post(`${body}/members/01/remove`, {}, cookie);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain("somebody was quicker");
  });

  it("because the sign-in has ended leads to sign in, and back to the form", async () => {
    const { post } = wishing({ __typename: "SignInFirst", message: "Sign in.", path: null });
    const response = await post(`${body}/rename`, { name: "x" }, cookie);
    expect(response.headers.get("location")).toBe(`/en/sign-in?next=${encodeURIComponent(`${body}/rename`)}`);
  });
});

describe("a wish that wants a recent proof", () => {
  const stale = { __typename: "ProveWhoYouAreAgain", message: "Prove it.", path: null };
  const invitation = { email: "b@example.org", role: "TRANSLATOR" };

  it("asks for the password on the spot, and the form waits", async () => {
    const text = await (await wishing(stale).post(`${body}/invite`, invitation, cookie)).text();
    expect(text).toContain("Is it you?");
    expect(text).toContain('<input type="hidden" name="email" value="b@example.org"/>');
    expect(text).toContain('<input type="hidden" name="role" value="TRANSLATOR"/>');
    expect(text).toContain(`action="${body}/invite"`);
  });

  it("goes on with the wish once the password fits", async () => {
    const { post, wishes } = wishing({ __typename: "InviteMemberPayload", link: null, invitation });
    const response = await post(`${body}/invite`, { ...invitation, proof: "steppe wind over the Irtysh" }, cookie);
    expect(wishes).toMatchObject([{ path: "/reauthenticate", fields: { password: "steppe wind over the Irtysh" } }]);
    expect(response.headers.get("location")).toBe(`${body}?done=invited`);
  });

  it("goes on with nothing when it does not, and sends the password nowhere back", async () => {
    const { post, questions } = wishing({ __typename: "InviteMemberPayload", link: null, invitation }, {}, () =>
      refusal(401, "INVALID_PASSWORD"),
    );
    const response = await post(`${body}/invite`, { ...invitation, proof: "a wrong guess at it" }, cookie);
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(text).toContain("This is not the password.");
    expect(text).not.toContain("a wrong guess at it");
    expect(text).toContain('value="b@example.org"');
    expect(questions.filter(({ document }) => document.startsWith("mutation"))).toEqual([]);
  });
});

describe("what is shown once", () => {
  it("is the link of an invitation where no mail is sent", async () => {
    const link = "https://dostyk.example/en/join/the-token";
    const given = { link, invitation: { email: "b@example.org", role: "TRANSLATOR", expiresAt: "2026-11-28T12:00:00Z" } };
    const response = await wishing({ __typename: "InviteMemberPayload", ...given }).post(
      `${body}/invite`,
      { email: "b@example.org", role: "TRANSLATOR" },
      cookie,
    );
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(await response.text()).toContain(`<code class="secret">${link}</code>`);
  });

  it("is a key's secret", async () => {
    const given = { secret: "dk_example_secret", key: { name: "Portal", expiresAt: "2027-02-19T12:00:00Z" } };
    const fields = { name: "Portal", scopes: "read:public", expiresAt: "90", costBudget: "10000" };
    const response = await wishing({ __typename: "IssueKeyPayload", ...given }).post(`${body}/keys/issue`, fields, cookie);
    expect(await response.text()).toContain('<code class="secret">dk_example_secret</code>');
  });

  it("or is a file of what the node knows of one", async () => {
    const response = await wishing({ __typename: "ExportMyAccountPayload", known: { account: { name: "Aigerim" } } }).post(
      "/en/account/data",
      {},
      cookie,
    );
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="dostyk-account-2026-11-21.json"');
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(await response.json()).toEqual({ account: { name: "Aigerim" } });
  });
});

describe("a role that is not offered", () => {
  it("is not even asked for", async () => {
    const { post, questions } = wishing();
    const response = await post(`${body}/invite`, { email: "b@example.org", role: "OPERATOR" }, cookie);
    expect(response.status).toBe(422);
    expect(questions.filter(({ document }) => document.startsWith("mutation"))).toEqual([]);
  });
});

describe("erasing an account", () => {
  it("wants one's own address, and asks for nothing before", async () => {
    const { post, questions } = wishing({ __typename: "EraseMyAccountPayload" });
    const response = await post("/en/account/erase", { email: "somebody@example.org" }, cookie);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain("This is not the address of your account");
    expect(questions.filter(({ document }) => document.startsWith("mutation"))).toEqual([]);
  });
});

describe("pages for operators", () => {
  const account = { id: "01", name: "Bolat Example", email: "b@example.org", locale: "ru", secondFactor: true };
  const paths = ["/en/operator", "/en/operator/accounts", "/en/operator/audit", "/en/operator/jobs", "/en/bodies/register"];

  it.each(paths)("%s is not there for others", async (path) => {
    const { site } = wishing({}, { viewer: { account, roles: [{ role: "OPERATOR", counts: false }], loginSessions: [] } });
    expect((await site.request(path, { headers: cookie })).status).toBe(404);
  });

  it("find accounts by what their name or address contains", async () => {
    const asked: unknown[] = [];
    const { site } = siteWith({
      ask: (document, variables) => {
        if (document.startsWith("query Accounts")) asked.push(variables["filter"]);
        return signedIn()(document);
      },
    });
    const text = await (await site.request("/en/operator/accounts?text=%20Olzhas%20&role=DONOR", { headers: cookie })).text();
    expect(asked).toEqual([{ role: "DONOR", text: "Olzhas" }]);
    expect(text).toMatch(/<input[^>]*name="text"[^>]*value=" Olzhas "/u);
  });

  it.each(["decision=MAYBE", "since=yesterday", "until=2026-13-01"])("refuse %s as no address of theirs", async (search) => {
    const { site } = wishing();
    expect((await site.request(`/en/operator/audit?${search}`, { headers: cookie })).status).toBe(400);
  });

  it("show lines of the log in words, with their names, and follow whom they are about", async () => {
    const line = {
      id: "1",
      at: "2026-11-21T11:00:00Z",
      actor: "PERSON",
      actorId: "01ACCOUNT",
      command: "identity.issue-key",
      subjectType: "ApiKey",
      subjectId: "01KEY",
      decision: "REFUSED",
      refusal: "ProveWhoYouAreAgain",
      position: 1,
      detail: { name: "<b>" },
    };
    const { site } = wishing({}, { auditLog: listOf(line, { ...line, command: "later.unknown" }) });
    const text = await (await site.request("/ru/operator/audit", { headers: cookie })).text();
    for (const words of ["выдать ключ", "отказано", "ProveWhoYouAreAgain", "later.unknown", "&lt;b&gt;", "11:00 UTC"])
      expect(text).toContain(words);
    expect(text).toContain('href="/ru/operator/audit?actor=01ACCOUNT"');
  });
});

describe("a body that is hidden", () => {
  it.each(["", "/rename", "/invite", "/members/01/remove", "/keys/issue", "/keys/01/revoke"])("%s is not there", async (path) => {
    const { site } = wishing({}, { actingBody: null });
    expect((await site.request(`/en/bodies/01HIDDEN${path}`, { headers: cookie })).status).toBe(404);
  });
});

describe("where one is signed in", () => {
  it.each([
    ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36", "Chrome, Linux"],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 YaBrowser/25.8 Safari/537.36",
      "Yandex, Windows",
    ],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1", "Safari, iPhone"],
    ["curl/8.0", "curl/8.0"],
    [null, null],
  ])("%s is %s", (said, name) => {
    expect(browserName(said)).toBe(name);
  });
});

describe("texts that are said by name", () => {
  it("take no arguments: refusals, what is needed, what was done, commands", () => {
    const named = Object.entries(catalogues.en).filter(([key]) => /^(?:refusal|form\.needed|done|command|signInFailed)\./u.test(key));
    expect(named.filter(([, text]) => Object.keys(argumentsOf(text)).length > 0)).toEqual([]);
    expect(named.length).toBeGreaterThan(80);
  });
});
