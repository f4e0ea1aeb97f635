import type { Point } from "./profile.ts";

/** A place as the gazetteer is asked for it: only what the node itself knows. */
export type PlaceWanted = {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Its names in any language and script. */
  readonly names: readonly string[];
  /** Its number in GeoNames, where the node knows it. */
  readonly geonames: number | null;
  readonly location: Point | null;
};

/** What the gazetteer says of a place. A population of 0 there means "not known", and is null here. */
export type PlaceFacts = { readonly population: number | null; readonly location: Point };
