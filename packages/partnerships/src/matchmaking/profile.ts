/** A point on the map (WGS 84), in degrees. */
export type Point = { readonly latitude: number; readonly longitude: number };

/** How large a partner's place is wanted, in inhabitants; both ends belong to it, and either may be open. */
export type SizeWanted = { readonly least: number | null; readonly most: number | null };

/** With whom a place has worked, as the record knows: ids of places, and countries (ISO 3166-1 alpha-2) of all of them. */
export type Ties = {
  /** Partnerships that are not over. */
  readonly live: readonly string[];
  /** Partnerships that have ended. */
  readonly past: readonly string[];
  readonly countries: readonly string[];
};

/**
 * One side of a possible pairing, with what is known of it. Nothing is guessed: an empty list or null says "not known". Plain data, so that it
 * may travel to another thread.
 */
export type Profile = {
  readonly id: string;
  readonly placeId: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** Codes of themes. */
  readonly themes: readonly string[];
  /** BCP 47 tags of languages that people can work in. */
  readonly languages: readonly string[];
  /** Inhabitants of the place. */
  readonly population: number | null;
  /** People at a visit: a seeker says how many would come, a donor how many it can host. */
  readonly people: number | null;
  readonly location: Point | null;
  readonly sizeWanted: SizeWanted | null;
  /** Null where the place is not in the record. */
  readonly ties: Ties | null;
  /** Which of these the node itself does not know: a gazetteer does. */
  readonly borrowed: readonly ("POPULATION" | "LOCATION")[];
  /** With so many of the other side it can be paired, at most; 0 for none. */
  readonly most: number;
};

/** Whose word is missing where a factor is unknown. */
export type Side = "NEED" | "OFFER";
