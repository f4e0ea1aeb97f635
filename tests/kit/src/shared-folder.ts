import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, it } from "vitest";

const projectFolder = resolve(import.meta.dirname, "../../..");

/**
 * The folder `../shared` beside the project, which holds the founding documents, or null where the project was checked out alone.
 * @param inside a path inside that folder which must exist too, such as "seeds"
 */
export function sharedFolder(inside = ""): string | null {
  const folder = resolve(projectFolder, "../shared");
  return existsSync(join(folder, inside)) ? folder : null;
}

/**
 * A `describe` for tests that read `../shared`. Where the folder is absent, the group is one skipped test whose name says so; `tests` is
 * then not called, so it may read files while it is collected.
 */
export function describeWithShared(name: string, tests: (folder: string) => void, folder: string | null = sharedFolder("seeds")): void {
  describe(name, () => {
    if (folder === null) {
      it.skip("skipped: the folder ../shared with the founding documents is not beside this project", () => {});
      return;
    }
    tests(folder);
  });
}
