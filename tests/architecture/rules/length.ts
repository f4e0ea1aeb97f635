import type { Tree } from "../tree.ts";

/** Source files longer than `limit` lines, the longest first: "services/x.ts has 512 lines". An example to follow, not a law. */
export function longFiles({ rooms }: Tree, limit = 400): string[] {
  return rooms
    .flatMap((room) => room.files)
    .filter((file) => file.lines > limit)
    .toSorted((a, b) => b.lines - a.lines)
    .map((file) => `${file.path} has ${file.lines} lines`);
}
