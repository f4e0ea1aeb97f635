import type { Viewer } from "@dostyk/kernel";
import type { Where } from "./window.ts";

/** How the house reads one type of record by its id. */
export type RecordKind = {
  /** Name in GraphQL, such as `Place`. */
  readonly typename: string;
  /** Name of the Prisma model as the client spells it, such as `place`. */
  readonly model: string;
  /** Type in the registry, such as `PLACE`. */
  readonly type: string;
  readonly visibleTo: (viewer: Viewer) => Where;
};

const kinds = new Map<string, RecordKind>();

/** Every type of record the slices have declared, in the order they were born. */
export function recordKinds(): readonly RecordKind[] {
  return [...kinds.values()];
}

/** The type of record of this name in GraphQL. */
export function recordKind(typename: string): RecordKind | undefined {
  return kinds.get(typename);
}

/** Makes a type reachable by `node`, `nodes` and `record`. Its slice calls it once. */
export function declareRecord(kind: RecordKind): void {
  kinds.set(kind.typename, kind);
}
