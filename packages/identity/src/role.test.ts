import { roles } from "@dostyk/kernel";
import { describe, expect, it } from "vitest";
import { bodyKinds, heldIn, wantsSecondFactor } from "./role.ts";

describe("roles", () => {
  it("are held in a kind of body each", () => {
    expect(Object.fromEntries(roles.map((role) => [role, heldIn(role)]))).toEqual({
      OPERATOR: "NODE",
      ASSOCIATION_OFFICER: "ASSOCIATION",
      TRANSLATOR: "ASSOCIATION",
      JUDGE: "ASSOCIATION",
      CHAIR: "ASSOCIATION",
      CITY_OFFICER: "CITY",
      DONOR: "DONOR",
    });
  });

  it("leave no kind of body without a role", () => {
    expect(new Set(roles.map(heldIn))).toEqual(new Set(bodyKinds));
  });

  it("want a second factor where a mistake is costly", () => {
    expect(roles.filter(wantsSecondFactor)).toEqual(["OPERATOR", "ASSOCIATION_OFFICER", "CHAIR"]);
  });
});
