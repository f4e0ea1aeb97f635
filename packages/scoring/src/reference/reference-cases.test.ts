import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describeWithShared } from "@dostyk/kit";
import { expect, it } from "vitest";
import { referenceFolder } from "../testing/reference-case.ts";
import { referenceCases, setAside } from "./cases.ts";

describeWithShared(
  "published cases",
  (folder) => {
    it("are all of those in the folder", () => {
      const there = readdirSync(join(folder, "reference/scoring"), { withFileTypes: true });
      expect(Object.keys(referenceCases).toSorted()).toEqual(there.filter((one) => one.isDirectory()).map(({ name }) => name).toSorted()); // prettier-ignore
    });

    it.each(Object.entries(referenceCases))("%s is reproduced, and no number of it is left aside without a reason", async (name, check) => {
      const { checks, unread } = await check(folder, name);
      expect(checks.length).toBeGreaterThan(0);
      for (const { what, worst, tolerance } of checks) expect(worst, `${what}: tolerance ${tolerance}`).toBeLessThanOrEqual(tolerance);
      expect(unread.filter((path) => !setAside.some((one) => one.path.test(`${name}:${path}`)))).toEqual([]);
    });
  },
  referenceFolder,
);
