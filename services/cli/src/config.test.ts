import { describe, expect, it } from "vitest";
import { ConfigurationInvalid, describeConfig, readConfig } from "./config.ts";

describe("readConfig()", () => {
  it("has a default for everything", () => {
    expect(readConfig({})).toEqual({
      port: 4000,
      host: "127.0.0.1",
      databaseUrl: undefined,
      dataFolder: ".dostyk",
      origin: "http://localhost:4000",
      originGiven: false,
      debug: false,
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
    [{ PORT: "-1" }, /PORT is 0 \(any free port\) or more/],
    [{ PORT: "65536" }, /PORT is 65535 or less/],
    [{ PORT: "1.5" }, /PORT is a whole number/],
    [{ DATABASE_URL: "mysql://localhost/x" }, /DATABASE_URL is an address such as postgresql/],
    [{ DOSTYK_ORIGIN: "dostyk.example" }, /DOSTYK_ORIGIN is an origin such as/],
    [{ DOSTYK_ORIGIN: "https://dostyk.example/path" }, /DOSTYK_ORIGIN is an origin such as/],
    [{ DOSTYK_ORIGN: "https://dostyk.example" }, /DOSTYK_ORIGN is not a setting\. Did you mean DOSTYK_ORIGIN\?/],
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

describe("describeConfig()", () => {
  it("shows no password", () => {
    const text = describeConfig(readConfig({ DATABASE_URL: "postgresql://me:very-secret@db.example/x?password=very-secret" }));
    expect(text).toContain("postgresql://me:…@db.example/x");
    expect(text).not.toContain("very-secret");
  });
});
