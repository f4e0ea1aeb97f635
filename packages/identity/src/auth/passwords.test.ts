import { describe, expect, it } from "vitest";
import { easilyGuessed, hashPassword, passwordFits } from "./passwords.ts";

describe("a password", () => {
  it("is kept as argon2id with 19 MiB, two passes, one lane", async () => {
    expect(await hashPassword("steppe wind over the Irtysh")).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u);
  });

  it("fits its own hash and no other's", async () => {
    const hash = await hashPassword("steppe wind over the Irtysh");
    expect(await passwordFits({ hash, password: "steppe wind over the Irtysh" })).toBe(true);
    expect(await passwordFits({ hash, password: "steppe wind over the Irtysh " })).toBe(false);
  });

  it("fits nothing that is no hash", async () => {
    expect(await passwordFits({ hash: "plain", password: "plain" })).toBe(false);
  });
});

describe("easilyGuessed()", () => {
  it.each(["passwordpassword", "password1234", "qwertyuiop[]", "123456789012", "aaaaaaaaaaaaaa", "iloveyouiloveyou"])(
    "refuses %s",
    (password) => {
      expect(easilyGuessed(password)).toBe(true);
    },
  );

  it("refuses the person's own name and address", () => {
    expect(easilyGuessed("aigerimexample", ["Aigerim Example", "aigerim@example.org"])).toBe(true);
  });

  it.each(["steppe wind over the Irtysh", "Көктем келді далаға қайтадан", "tR7-vq0L-xx93"])("accepts %s", (password) => {
    expect(easilyGuessed(password, ["Aigerim Example"])).toBe(false);
  });
});
