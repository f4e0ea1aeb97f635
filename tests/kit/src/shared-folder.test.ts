import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { describeWithShared, sharedFolder } from "./shared-folder.ts";

describe("sharedFolder()", () => {
  it("answers a folder that holds what was asked for, or null", () => {
    const folder = sharedFolder("seeds");

    expect(folder === null || existsSync(join(folder, "seeds"))).toBe(true);
  });

  it("answers null when the folder lacks what was asked for", () => {
    expect(sharedFolder("nothing-is-called-so")).toBeNull();
  });
});

describeWithShared("describeWithShared() beside the folder", (folder) => {
  it("passes the folder on", () => {
    expect(existsSync(join(folder, "seeds"))).toBe(true);
  });
});

describeWithShared(
  "describeWithShared() without the folder",
  () => {
    throw new Error("The tests are not to be collected where there is nothing to read");
  },
  null,
);
