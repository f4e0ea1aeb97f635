import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, describe, expect, it } from "vitest";
import { ConfigurationInvalid, readConfig, settingNames } from "./config.ts";
import { describeConfig } from "./describe-config.ts";

const scratch = mkdtempSync(join(tmpdir(), "dostyk-settings-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A file that holds this. */
function file(name: string, text: string): string {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
}

const secret = "mGq2c1VnS0pXb7tYw4RzKd9LhQeA5fUj";

describe("readConfig()", () => {
  it("has a default for everything", () => {
    expect(readConfig({})).toEqual({
      port: 4000,
      host: "127.0.0.1",
      databaseUrl: undefined,
      dataFolder: ".dostyk",
      origin: "http://localhost:4000",
      originGiven: false,
      secret: undefined,
      trustedProxies: 0,
      requestsPerMinute: 600,
      managementPort: undefined,
      logLevel: undefined,
      mail: undefined,
      providers: [],
      securityContact: undefined,
      debug: false,
      trial: false,
    });
  });

  it("keeps the origin when the port changes, because identities are made of it", () => {
    expect(readConfig({ PORT: "0" }).origin).toBe("http://localhost:4000");
  });

  it("takes an empty variable for one that is not set", () => {
    expect(readConfig({ PORT: "", DATABASE_URL: "" })).toMatchObject({ port: 4000, databaseUrl: undefined });
  });

  it.each([
    [{ PORT: "four" }, /PORT is a number from 0 to 65535/],
    [{ PORT: "-1" }, /PORT is 0 or more; 0 picks a free port/],
    [{ PORT: "65536" }, /PORT is 65535 or less/],
    [{ PORT: "1.5" }, /PORT is a whole number/],
    [{ DATABASE_URL: "mysql://localhost/x" }, /DATABASE_URL is an address such as postgresql/],
    [{ DOSTYK_ORIGIN: "dostyk.example" }, /DOSTYK_ORIGIN is an origin such as/],
    [{ DOSTYK_ORIGIN: "https://dostyk.example/path" }, /DOSTYK_ORIGIN is an origin such as/],
    [{ DOSTYK_ORIGN: "https://dostyk.example" }, /DOSTYK_ORIGN is not a setting\. Did you mean DOSTYK_ORIGIN\?/],
    [{ DOSTYK_SECRET: "short" }, /DOSTYK_SECRET has at least 32 bytes; `openssl rand -base64 48` makes one/],
    [{ DOSTYK_SECRET: "a".repeat(64) }, /DOSTYK_SECRET can be guessed/],
    [{ DOSTYK_SECRET: "change-me-before-you-go-live-0123456789" }, /DOSTYK_SECRET can be guessed/],
    [{ DOSTYK_TRUSTED_PROXIES: "all" }, /DOSTYK_TRUSTED_PROXIES is a whole number from 0 to 10/],
    [{ DOSTYK_REQUESTS_PER_MINUTE: "-1" }, /DOSTYK_REQUESTS_PER_MINUTE is 0 or more/],
    [{ DOSTYK_MANAGEMENT_PORT: "70000" }, /DOSTYK_MANAGEMENT_PORT is 65535 or less/],
    [{ DOSTYK_LOG_LEVEL: "loud" }, /DOSTYK_LOG_LEVEL is one of silent, fatal/],
    [{ DOSTYK_SMTP_URL: "mail.example" }, /DOSTYK_SMTP_URL is an address such as smtps/],
    [{ DOSTYK_SMTP_URL: "smtp://mail.example" }, /DOSTYK_MAIL_FROM is missing/],
    [{ DOSTYK_MAIL_FROM: "node@dostyk.example" }, /DOSTYK_SMTP_URL is missing/],
    [{ DOSTYK_SMTP_URL: "smtp://mail.example", DOSTYK_MAIL_FROM: "a@b.example\r\nBcc: c@d.example" }, /DOSTYK_MAIL_FROM is an address/],
    [{ DOSTYK_SECURITY_CONTACT: "security@dostyk.example" }, /DOSTYK_SECURITY_CONTACT begins with mailto:/],
    [{ DOSTYK_DIR: "/data" }, /Did you mean DOSTYK_DATA\?/],
  ])("refuses %o in words that say what is wanted", (env, sentence) => {
    expect(() => readConfig(env)).toThrow(ConfigurationInvalid);
    expect(() => readConfig(env)).toThrow(sentence);
  });

  it("lists every problem at once", () => {
    expect(() => readConfig({ PORT: "x", DOSTYK_ORIGIN: "y", DOSTYK_Z: "1" })).toThrow(/DOSTYK_Z[^]*PORT[^]*DOSTYK_ORIGIN/);
  });

  it("leaves the tests' own variables alone", () => {
    expect(() => readConfig({ DOSTYK_TEST_DATABASE_URL: "postgresql://localhost/x" })).not.toThrow();
  });
});

describe("a setting in a file", () => {
  it("is read without the line break at its end, and only that", () => {
    const env = { DOSTYK_SECRET_FILE: file("secret", `${secret} \n\n`), PORT_FILE: file("port", "8080\r\n") };
    expect(readConfig(env)).toMatchObject({ secret: `${secret} \n`, port: 8080 });
  });

  it("may be a credential that systemd laid down", () => {
    const folder = join(scratch, "credentials");
    mkdirSync(folder);
    writeFileSync(join(folder, "DOSTYK_SECRET"), `${secret}\n`);
    expect(readConfig({ CREDENTIALS_DIRECTORY: folder }).secret).toBe(secret);
    expect(() => readConfig({ CREDENTIALS_DIRECTORY: folder, DOSTYK_SECRET: secret })).toThrow(
      "DOSTYK_SECRET is given by DOSTYK_SECRET and by the credential DOSTYK_SECRET. Keep one of them.",
    );
  });

  it("is not given twice", () => {
    expect(() => readConfig({ DOSTYK_SECRET: secret, DOSTYK_SECRET_FILE: file("twice", secret) })).toThrow(
      "DOSTYK_SECRET is given by DOSTYK_SECRET and by DOSTYK_SECRET_FILE. Keep one of them.",
    );
  });

  it.each([
    ["does not exist", () => join(scratch, "nowhere")],
    ["is a folder", () => scratch],
    ["is empty", () => file("empty", "\n")],
    ["has 70000 bytes; a setting has at most 65536", () => file("long", "x".repeat(70_000))],
  ])("is refused when the file %s, without what is in it", (words, path) => {
    const given = path();
    expect(() => readConfig({ DOSTYK_SECRET_FILE: given })).toThrow(`DOSTYK_SECRET_FILE names ${given}, which ${words}.`);
  });

  it.skipIf(process.getuid?.() === 0)("is refused when this user may not read it (skipped for root, who may)", () => {
    const closed = file("closed", secret);
    chmodSync(closed, 0);
    expect(() => readConfig({ DOSTYK_SECRET_FILE: closed })).toThrow("this user may not read");
  });

  it("belongs to a setting that exists", () => {
    expect(() => readConfig({ DOSTYK_SECRETS_FILE: "/x" })).toThrow("Did you mean DOSTYK_SECRET_FILE?");
  });
});

describe("production", () => {
  const sound = { DOSTYK_ORIGIN: "https://dostyk.example", DOSTYK_SECRET: secret };

  it.each([
    ["an https origin and a secret", sound, true],
    ["no secret", { DOSTYK_ORIGIN: "https://dostyk.example" }, false],
    ["an http origin", { ...sound, DOSTYK_ORIGIN: "http://dostyk.example" }, false],
    ["an http origin of this computer, open to the network", { HOST: "0.0.0.0", DOSTYK_SECRET: secret }, false],
    ["only this computer", { DOSTYK_ORIGIN: "http://localhost:8080", HOST: "127.0.0.1" }, true],
    ["only this computer, in other words", { DOSTYK_ORIGIN: "http://[::1]:8080", HOST: "::1" }, true],
  ])("with %s", (_name, env, starts) => {
    if (starts) expect(() => readConfig(env)).not.toThrow();
    else expect(() => readConfig(env)).toThrow(/others can reach this node.*`start --trial` does without/u);
    expect(readConfig(env, { trial: true }).trial).toBe(true);
  });

  it("takes no short secret even on trial", () => {
    expect(() => readConfig({ DOSTYK_SECRET: "short" }, { trial: true })).toThrow(/at least 32 bytes/u);
  });
});

describe("the README", () => {
  it("has a line for every setting", () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    expect([...readme.matchAll(/^\| `([A-Z][A-Z_]+)` \|/gmu)].map(([, name]) => name)).toEqual(settingNames);
  });
});

describe("describeConfig()", () => {
  it("shows no password and no secret", () => {
    const text = describeConfig(
      readConfig({
        DATABASE_URL: "postgresql://me:very-hidden@db.example/x?password=very-hidden",
        DOSTYK_SMTP_URL: "smtps://me:very-hidden@mail.example",
        DOSTYK_MAIL_FROM: "node@dostyk.example",
        DOSTYK_SECRET: secret,
      }),
    );
    expect(text).toContain("postgresql://me:…@db.example/x");
    expect(text).toContain("smtps://me:…@mail.example");
    expect(text).not.toMatch(/very-hidden|mGq2c1/u);
  });

  it("has a line for every setting, given or not", () => {
    const shown = (env: Record<string, string>) =>
      describeConfig(readConfig(env))
        .split("\n")
        .map((line) => line.split(" ")[0]);
    expect(shown({})).toEqual(settingNames);
  });
});
