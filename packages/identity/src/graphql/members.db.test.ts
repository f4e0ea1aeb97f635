import { testDatabase } from "@dostyk/db/testing";
import { ask } from "@dostyk/graphql/testing";
import { anonymous, type Viewer } from "@dostyk/kernel";
import { beforeEach, describe, expect, it } from "vitest";
import { emptied, type GivenHouse, givenHouse, testId, testNow } from "../testing.ts";
import "./index.ts";

const db = await testDatabase();
let house: GivenHouse;

beforeEach(async () => {
  await emptied(db);
  house = await givenHouse(db);
});

const asking = (viewer: Viewer, question: string, more: object = {}) => ask(db, question, { viewer, now: testNow, ...more });

/** Wishes for something and answers with what came of it. */
async function wishing(viewer: Viewer, wish: string, payload: string, more: object = {}) {
  const name = wish.slice(0, wish.search(/[({ ]|$/u));
  const capital = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Payload`;
  const answer = await asking(
    viewer,
    `mutation { ${wish} { __typename ... on ${capital} { ${payload} } ... on Refusal { message path } } }`,
    more,
  );
  return answer[name] as Readonly<Record<string, unknown>>;
}

describe("viewer", () => {
  it("tells a person who they are, what they hold and where they are signed in", async () => {
    const officer = house.people.ASSOCIATION_OFFICER;
    const { viewer } = await asking(
      officer,
      `{ viewer { kind account { name email secondFactor locale emailVerified } provenRecently
         roles { role counts body { kind name } } bodies { name } loginSessions { current } } }`,
    );
    expect(viewer).toEqual({
      kind: "person",
      account: {
        name: "Aigerim Association",
        email: "aigerim.association@example.org",
        secondFactor: true,
        locale: "en",
        emailVerified: true,
      },
      provenRecently: true,
      roles: [{ role: "ASSOCIATION_OFFICER", counts: true, body: { kind: "ASSOCIATION", name: "Example Association" } }],
      bodies: [{ name: "Example Association" }],
      loginSessions: [{ current: true }],
    });
  });

  it("says which role does not count for want of a second factor, and hides what it would open", async () => {
    const { accountId } = house.people.ASSOCIATION_OFFICER;
    await db.prisma.userAccount.update({ where: { id: accountId }, data: { twoFactorEnabled: false } });
    const { viewer } = await asking(
      { ...house.people.ASSOCIATION_OFFICER, held: [] },
      "{ viewer { bodies { id } roles { counts body { name rolesToGive members { totalCount nodes { email } } keys { totalCount } } } } }",
    );
    const body = { name: "Example Association", rolesToGive: [], members: { totalCount: 0, nodes: [] }, keys: { totalCount: 0 } };
    expect(viewer).toEqual({ bodies: [], roles: [{ counts: false, body }] });
  });

  it("is nobody without a sign-in, and a body's machine with a key", async () => {
    const question = "{ viewer { kind account { id } roles { id } bodies { name } loginSessions { id } provenRecently } }";
    const nobody = { account: null, roles: [], bodies: [], loginSessions: [], provenRecently: false };
    expect(await asking(anonymous, question)).toEqual({ viewer: { ...nobody, kind: "anonymous" } });
    const key: Viewer = { kind: "key", keyId: "k", bodyId: house.bodies.DONOR, scopes: ["read:public"] };
    expect(await asking(key, question)).toEqual({ viewer: { ...nobody, kind: "key", bodies: [{ name: "Example Donor" }] } });
  });
});

describe("a body", () => {
  const whole = (id: string) =>
    `{ actingBody(id: "${id}") { kind name rolesToGive mayRename maySeeKeys parent { name } below { nodes { name } }
       members { totalCount nodes { role email account { name email } } } invitations { nodes { email } } } }`;

  it("shows its officers who is in it, and the cities below", async () => {
    const { actingBody } = await asking(house.people.ASSOCIATION_OFFICER, whole(house.bodies.ASSOCIATION));
    expect(actingBody).toMatchObject({
      rolesToGive: ["ASSOCIATION_OFFICER", "TRANSLATOR", "JUDGE", "CHAIR"],
      mayRename: false,
      maySeeKeys: true,
      parent: null,
      below: { nodes: [{ name: "Example City" }] },
    });
    expect(actingBody.members.nodes.map(({ role }: { role: string }) => role).toSorted()).toEqual([
      "ASSOCIATION_OFFICER",
      "CHAIR",
      "JUDGE",
      "TRANSLATOR",
    ]);
  });

  it("shows a chair the judges alone, and a judge nobody", async () => {
    const members = async (viewer: Viewer) => {
      const { actingBody } = await asking(viewer, whole(house.bodies.ASSOCIATION));
      return [actingBody.members.totalCount, actingBody.members.nodes.map(({ role }: { role: string }) => role)];
    };
    expect(await members(house.people.CHAIR)).toEqual([1, ["JUDGE"]]);
    expect(await members(house.people.JUDGE)).toEqual([0, []]);
  });

  it("shows a member's address beside the role and nowhere else", async () => {
    const { actingBody } = await asking(house.people.CHAIR, whole(house.bodies.ASSOCIATION));
    expect(actingBody.members.nodes).toEqual([
      { role: "JUDGE", email: "jamila.judge@example.org", account: { name: "Jamila Judge", email: null } },
    ]);
  });

  it("shows of its people only the roles that the viewer may give", async () => {
    const { accountId } = house.people.JUDGE;
    await db.prisma.membership.create({ data: { id: testId(), accountId, bodyId: house.bodies.ASSOCIATION, role: "TRANSLATOR" } });
    const rolesSeenBy = async (viewer: Viewer) => {
      const question = `{ actingBody(id: "${house.bodies.ASSOCIATION}") { members(filter: { role: JUDGE }) { nodes { account { memberships { role } } } } } }`;
      const { actingBody } = await asking(viewer, question);
      return actingBody.members.nodes[0]?.account.memberships.map(({ role }: { role: string }) => role);
    };
    expect(await rolesSeenBy(house.people.ASSOCIATION_OFFICER)).toEqual(["TRANSLATOR", "JUDGE"]);
    expect(await rolesSeenBy(house.people.CHAIR)).toEqual(["JUDGE"]);
  });

  it("is not there for those it is hidden from", async () => {
    for (const viewer of [anonymous, house.people.DONOR]) {
      expect(await asking(viewer, whole(house.bodies.ASSOCIATION))).toEqual({ actingBody: null });
      expect(await asking(viewer, whole("nothing"))).toEqual({ actingBody: null });
    }
  });

  it.each([
    ["OPERATOR", ["Example Association", "Example City", "Example Donor", "Node"]],
    ["ASSOCIATION_OFFICER", ["Example Association", "Example City"]],
    ["CITY_OFFICER", ["Example Association", "Example City"]],
    ["JUDGE", ["Example Association"]],
    ["DONOR", ["Example Donor"]],
  ] as const)("is in the list of the %s where they may see it", async (role, names) => {
    const { actingBodies } = await asking(house.people[role], "{ actingBodies { totalCount nodes { name } } }");
    expect(actingBodies).toEqual({ totalCount: names.length, nodes: names.map((name) => ({ name })) });
  });
});

describe("accounts", () => {
  it("are an operator's to see, with all they hold the address of", async () => {
    const { accounts } = await asking(
      house.people.OPERATOR,
      "{ accounts(filter: { role: CHAIR }) { totalCount nodes { name email createdAt erased memberships { role body { name } } } } }",
    );
    expect(accounts).toEqual({
      totalCount: 1,
      nodes: [
        {
          name: "Chara Chair",
          email: "chara.chair@example.org",
          createdAt: testNow.toISOString(),
          erased: false,
          memberships: [{ role: "CHAIR", body: { name: "Example Association" } }],
        },
      ],
    });
  });

  it("are for others their own alone", async () => {
    const { accounts } = await asking(house.people.ASSOCIATION_OFFICER, "{ accounts { totalCount nodes { name } } }");
    expect(accounts).toEqual({ totalCount: 1, nodes: [{ name: "Aigerim Association" }] });
    expect(await asking(anonymous, '{ accounts(filter: { text: "example.org" }) { totalCount } }')).toEqual({
      accounts: { totalCount: 0 },
    });
  });
});

describe("a wish", () => {
  const invite = (email = "new@example.org") =>
    `inviteMember(input: { bodyId: "${house.bodies.CITY}", role: CITY_OFFICER, email: "${email}" })`;

  it("to invite answers with a link where no mail was sent, and without where it was", async () => {
    const payload = "link invitation { email role state invitedBy { name } }";
    const shown = await wishing(house.people.CITY_OFFICER, invite(), payload, { locale: "kk" });
    expect(shown).toEqual({
      __typename: "InviteMemberPayload",
      link: expect.stringMatching(/^https:\/\/dostyk\.example\/kk\/join\/[\w-]{43}$/u),
      invitation: { email: "new@example.org", role: "CITY_OFFICER", state: "OPEN", invitedBy: { name: "Chingiz City" } },
    });
    const sent: object[] = [];
    const sendInvitation = async (mail: object) => {
      sent.push(mail);
      return "sent";
    };
    expect(await wishing(house.people.CITY_OFFICER, invite(), payload, { sendInvitation })).toMatchObject({ link: null });
    expect(sent).toMatchObject([{ email: "new@example.org", bodyName: "Example City", link: expect.stringContaining("/en/join/") }]);
  });

  it("to invite makes a link that says what it opens, to whoever holds it, until it is revoked", async () => {
    const { link, invitation } = (await wishing(house.people.CITY_OFFICER, invite(), "link invitation { id }")) as {
      link: string;
      invitation: { id: string };
    };
    const offer = `{ invitation(token: "${link.split("/").at(-1)}") { bodyName bodyKind role wantsSecondFactor address expiresAt } }`;
    expect(await asking(anonymous, offer)).toEqual({
      invitation: {
        bodyName: "Example City",
        bodyKind: "CITY",
        role: "CITY_OFFICER",
        wantsSecondFactor: false,
        address: "n•••@example.org",
        expiresAt: "2026-01-08T12:00:00.000Z",
      },
    });
    await wishing(house.people.CITY_OFFICER, `revokeInvitation(input: { invitationId: "${invitation.id}" })`, "__typename");
    expect(await asking(anonymous, offer)).toEqual({ invitation: null });
    expect(await asking(anonymous, '{ invitation(token: "x") { role } }')).toEqual({ invitation: null });
  });

  it("that is refused answers with the refusal, its message and the place in the input", async () => {
    expect(await wishing(house.people.CITY_OFFICER, invite("nobody"), "link")).toMatchObject({
      __typename: "InvalidInput",
      path: ["email"],
    });
    expect(await wishing(anonymous, invite(), "link")).toEqual({ __typename: "SignInFirst", message: "Sign in first.", path: null });
    expect(await wishing(house.people.TRANSLATOR, invite(), "link")).toMatchObject({ __typename: "RecordNotFound", path: ["bodyId"] });
    const stale = { ...house.people.CITY_OFFICER, reauthenticatedAt: new Date(0) };
    expect(await wishing(stale, invite(), "link")).toMatchObject({ __typename: "ProveWhoYouAreAgain" });
  });

  it("for a key shows its secret once; afterwards only how it begins", async () => {
    const input = `{ bodyId: "${house.bodies.DONOR}", name: "Portal", scopes: ["read:public"], expiresAt: "2026-06-01T00:00:00Z", costBudget: 5000 }`;
    const issued = await wishing(house.people.DONOR, `issueKey(input: ${input})`, "secret key { id prefix scopes costBudget lastUsedAt }");
    const { key, secret } = issued as { key: { id: string; prefix: string }; secret: string };
    expect(issued).toMatchObject({ key: { scopes: ["read:public"], costBudget: 5000, lastUsedAt: null } });
    expect(secret.startsWith(key.prefix)).toBe(true);
    const keys = `{ actingBody(id: "${house.bodies.DONOR}") { keys { nodes { name prefix revokedAt } } } }`;
    expect(JSON.stringify(await asking(house.people.DONOR, keys))).not.toContain(secret);
    const revoked = await wishing(house.people.OPERATOR, `revokeKey(input: { keyId: "${key.id}" })`, "key { revokedAt }");
    expect(revoked).toMatchObject({ key: { revokedAt: testNow.toISOString() } });
  });

  it("goes through the whole of a membership: registered, invited, revoked, removed, left", async () => {
    const { OPERATOR: operator, ASSOCIATION_OFFICER: officer, CITY_OFFICER: cityOfficer } = house.people;
    const registered = await wishing(operator, 'registerBody(input: { kind: DONOR, name: "Second Donor" })', "body { id name kind }");
    expect(registered).toMatchObject({ body: { name: "Second Donor", kind: "DONOR" } });
    const { id } = registered["body"] as { id: string };
    const renamed = await wishing(operator, `renameBody(input: { bodyId: "${id}", name: "Third Donor" })`, "body { name }");
    expect(renamed).toMatchObject({ body: { name: "Third Donor" } });

    const invited = (await wishing(officer, invite(), "invitation { id }")) as { invitation: { id: string } };
    const revoke = `revokeInvitation(input: { invitationId: "${invited.invitation.id}" })`;
    expect(await wishing(officer, revoke, "invitation { state }")).toMatchObject({ invitation: { state: "REVOKED" } });

    const { actingBody } = await asking(officer, `{ actingBody(id: "${house.bodies.CITY}") { members { nodes { id } } } }`);
    const [member] = actingBody.members.nodes as { id: string }[];
    const remove = `removeMember(input: { membershipId: "${member?.id}" })`;
    expect(await wishing(officer, remove, "membershipId")).toMatchObject({ membershipId: member?.id });
    expect(await wishing(officer, remove, "membershipId")).toMatchObject({ __typename: "RecordNotFound" });
    const leave = `leaveBody(input: { bodyId: "${house.bodies.NODE}" })`;
    expect(await wishing(operator, leave, "bodyId")).toMatchObject({ __typename: "TheLastOperatorStays" });
    expect(await wishing(cityOfficer, `leaveBody(input: { bodyId: "${house.bodies.CITY}" })`, "bodyId")).toMatchObject({
      __typename: "LeaveBodyPayload",
    });
  });

  it("about one's own account corrects, exports, signs out and erases", async () => {
    const judge = house.people.JUDGE;
    const corrected = await wishing(judge, 'correctAccount(input: { name: "Jamila Example", locale: "ru" })', "account { name locale }");
    expect(corrected).toMatchObject({ account: { name: "Jamila Example", locale: "ru" } });
    const exported = await wishing(judge, "exportMyAccount", "known");
    expect(JSON.stringify(exported["known"])).toContain("jamila.judge@example.org");
    expect(await wishing(judge, "endAllLoginSessions(input: {})", "ended")).toMatchObject({ ended: 0 });
    const end = `endLoginSession(input: { sessionId: "${judge.sessionId}" })`;
    expect(await wishing(judge, end, "sessionId")).toMatchObject({ sessionId: judge.sessionId });
    const erase = (email: string) => `eraseMyAccount(input: { email: "${email}" })`;
    expect(await wishing(judge, erase("another@example.org"), "pseudonym")).toMatchObject({ __typename: "InvalidInput" });
    const erased = await wishing(judge, erase("jamila.judge@example.org"), "pseudonym");
    expect(erased["pseudonym"]).toMatch(/^Erased person [0-9A-Z]{6}$/u);
  });
});
