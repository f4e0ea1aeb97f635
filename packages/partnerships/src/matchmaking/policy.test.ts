import { aPerson } from "@dostyk/identity/testing";
import { anonymous, type Role, system, type Viewer } from "@dostyk/kernel";
import { describe, expect, it } from "vitest";
import { mayClose, mayPublish, type Publisher } from "./policy.ts";

const bodies: Readonly<Record<"city" | "otherCity" | "association" | "donor" | "node", Publisher>> = {
  city: { id: "city", kind: "CITY", parentId: "association" },
  otherCity: { id: "other city", kind: "CITY", parentId: "other association" },
  association: { id: "association", kind: "ASSOCIATION", parentId: null },
  donor: { id: "donor", kind: "DONOR", parentId: null },
  node: { id: "node", kind: "NODE", parentId: null },
};
const holding = (bodyId: string, role: Role) => aPerson("somebody", [{ bodyId, role }]);
const viewers: Readonly<Record<string, Viewer>> = {
  anonymous,
  stranger: aPerson("somebody", []),
  cityOfficer: holding("city", "CITY_OFFICER"),
  associationOfficer: holding("association", "ASSOCIATION_OFFICER"),
  translator: holding("association", "TRANSLATOR"),
  judge: holding("association", "JUDGE"),
  donor: holding("donor", "DONOR"),
  operator: holding("node", "OPERATOR"),
  key: { kind: "key", keyId: "k", bodyId: "donor", scopes: ["read:public"] },
  system: system("a timer"),
};

/** Who may do it for which body; everybody else is refused. */
const publishNeed = ["cityOfficer city", "associationOfficer city", "associationOfficer association"];
const publishOffer = [...publishNeed, "donor donor"];
const close = [...publishOffer, ...["operator", "system"].flatMap((viewer) => Object.keys(bodies).map((body) => `${viewer} ${body}`))];

const allowed = (may: (viewer: Viewer, body: Publisher) => unknown) =>
  Object.entries(viewers)
    .flatMap(([who, viewer]) => Object.entries(bodies).flatMap(([what, body]) => (may(viewer, body) === null ? [`${who} ${what}`] : [])))
    .toSorted();

describe("policies", () => {
  it("let the officers of a city and of its association publish needs, and donors only offers", () => {
    expect(allowed((viewer, body) => mayPublish(viewer, body, "NEED"))).toEqual(publishNeed.toSorted());
    expect(allowed((viewer, body) => mayPublish(viewer, body, "OFFER"))).toEqual(publishOffer.toSorted());
  });

  it("let them close too, and operators anything", () => {
    expect(allowed(mayClose)).toEqual(close.toSorted());
  });

  it("say why not", () => {
    const { city, donor } = bodies;
    expect(mayPublish(anonymous, city, "NEED")?.name).toBe("SignInFirst");
    expect(mayPublish(viewers["key"] ?? anonymous, donor, "OFFER")?.name).toBe("OnlyPeopleCanDoThis");
    expect(mayPublish(viewers["donor"] ?? anonymous, donor, "NEED")?.name).toBe("DonorsOnlyOffer");
    expect(mayPublish(viewers["judge"] ?? anonymous, city, "NEED")?.name).toBe("OnlyItsOwnPeoplePublish");
  });
});
