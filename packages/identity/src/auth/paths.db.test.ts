import { testDatabase } from "@dostyk/db/testing";
import { newId } from "@dostyk/kernel";
import { describe, expect, it } from "vitest";
import { makeAuth } from "./auth.ts";
import { authParts } from "./parts.ts";
import { authPaths, isAnswered } from "./paths.ts";
import { testIdentity } from "./testing.ts";

const db = await testDatabase();
const auth = makeAuth(
  authParts({
    database: db,
    origin: "http://dostyk.example",
    secret: "a secret for tests, of more than 32 bytes",
    mailer: { kind: "folder", send: async () => {}, close: () => {} },
    providers: [],
    clock: () => new Date(),
    newId: () => newId(new Date(), Math.random),
    onFault: () => {},
  }),
);

type Endpoint = { readonly path?: string; readonly options?: { readonly method?: string | readonly string[] } };

/** Everything the library would answer by itself, `POST /sign-up/email` and the like. */
const offered = Object.values(auth.api as unknown as Readonly<Record<string, Endpoint>>).flatMap(({ path, options }) =>
  path === undefined ? [] : [options?.method ?? "GET"].flat().map((method) => `${method} ${path}`),
);

describe("the library", () => {
  it("sends nothing home, keeps no session in a cookie, and checks where requests come from", () => {
    const { telemetry, session, advanced, emailAndPassword, account } = auth.options;
    expect(telemetry).toEqual({ enabled: false });
    expect(session.cookieCache).toEqual({ enabled: false });
    expect(advanced).toMatchObject({
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: ["x-dostyk-client-ip"] },
    });
    expect(emailAndPassword.disableSignUp).toBe(true);
    expect(account.accountLinking).toEqual({ enabled: true, disableImplicitLinking: true });
  });
});

describe("the list of account routes", () => {
  it("names nothing the library does not have", () => {
    const known = new Set(offered.map((route) => route.replace(/:\w+$/u, ":provider")));
    expect([...authPaths].filter((route) => !known.has(route))).toEqual([]);
  });

  it("leaves out what is not used, and whatever a later version brings", async () => {
    const unused = offered.filter((route) => !authPaths.has(route.replace("/callback/:id", "/callback/:provider")));
    expect(unused.length).toBeGreaterThan(10);
    const identity = testIdentity(db);
    const answered: string[] = [];
    for (const route of unused) {
      const [method = "", path = ""] = route.split(" ");
      const { status } = await identity.handle(
        new Request(`http://dostyk.example/auth${path.replaceAll(/:\w+/gu, "x")}`, {
          method,
          headers: { origin: "http://dostyk.example" },
        }),
      );
      if (status !== 404) answered.push(route);
    }
    expect(answered).toEqual([]);
  });

  it.each(["/sign-in/email/", "//sign-in/email", "/sign-in%2Femail", "/SIGN-IN/email", "/callback/../sign-up/email", "/callback/a/b"])(
    "knows no other spelling: %s",
    (path) => {
      expect(isAnswered("POST", path)).toBe(false);
      expect(isAnswered("GET", path)).toBe(false);
    },
  );
});
