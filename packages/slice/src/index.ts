import type { SearchKind } from "@dostyk/search";

/** What a slice offers the house. `network` puts the manifests of all slices together. */
export type SliceManifest = {
  /** Name of the slice's room. */
  readonly name: string;
  /** The types of record it lets be found, and what is searched of each. */
  readonly search: readonly SearchKind[];
};
