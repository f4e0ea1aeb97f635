import { isProblem, type LocalizedText, parsePartialDate, type PartialDate, rangeOf } from "@dostyk/kernel";
import { byPlace, choose, live } from "./choose.ts";
import type { StoredClaim } from "./claim.ts";
import type { Properties, RecordType } from "./property.ts";

/** The identity of a record: the columns every slice's table shares. */
export type Identity = {
  readonly id: string;
  readonly uri: string;
  readonly slug: string;
  readonly homeNode: string;
  readonly visibility: "PUBLIC" | "HIDDEN";
  readonly titles: LocalizedText;
  readonly titleSort: string;
  readonly createdAt: Date;
  /** When what is recorded last differed from what was recorded before. */
  readonly updatedAt: Date;
};

/** A record with its identity and claims written, ready for its slice to lay out in columns. */
export type Recorded = Identity & {
  readonly claims: readonly StoredClaim[];
  readonly properties: Properties;
  /** Id of a record one of the claims speaks of. */
  readonly idOf: (type: RecordType, slug: string) => string;
};

/** The identity columns alone. */
export function identityOf({ id, uri, slug, homeNode, visibility, titles, titleSort, createdAt, updatedAt }: Identity): Identity {
  return { id, uri, slug, homeNode, visibility, titles, titleSort, createdAt, updatedAt };
}

/** A claim together with its value, whose shape the property's schema has checked. */
export type Valued<Value> = { readonly value: Value; readonly claim: StoredClaim };

/** The value to show of a property with one value, and the claim it comes from; null where no claim counts. */
export function chosen<Value>(record: Recorded, property: string): Valued<Value> | null {
  const definition = record.properties[property];
  if (definition === undefined) throw new Error(`${property} is no property of ${record.slug}`);
  const claim = choose(
    record.claims.filter((one) => one.property === property),
    definition,
  );
  return claim === null ? null : { value: claim.value as Value, claim };
}

/** Every live value of a property, in order of reading. */
export function valuesOf<Value>(record: Recorded, property: string): readonly Valued<Value>[] {
  return live(record.claims)
    .filter((claim) => claim.property === property)
    .toSorted(byPlace)
    .map((claim) => ({ value: claim.value as Value, claim }));
}

/** The chosen value for each qualifier of a property, in order of reading. */
export function chosenByQualifier<Value>(record: Recorded, property: string): readonly Valued<Value>[] {
  const definition = record.properties[property];
  if (definition === undefined) throw new Error(`${property} is no property of ${record.slug}`);
  const groups = Map.groupBy(valuesOf<Value>(record, property), ({ claim }) => claim.qualifier);
  return [...groups.values()].flatMap((group) => {
    const claim = choose(
      group.map((one) => one.claim),
      definition,
    );
    return claim === null ? [] : [{ value: claim.value as Value, claim }];
  });
}

/** The texts of a property joined language by language, in order of reading; null where there are none. */
export function joinedText(record: Recorded, property: string): LocalizedText | null {
  const texts = valuesOf<LocalizedText>(record, property).map(({ value }) => value);
  if (texts.length === 0) return null;
  const languages = new Set(texts.flatMap((text) => Object.keys(text)));
  return Object.fromEntries(
    [...languages].map((language) => [
      language,
      texts
        .map((text) => text[language] ?? "")
        .filter(Boolean)
        .join(" "),
    ]),
  );
}

/** The first day the dates may mean, for the column lists sort by: year 1 where there is none, so that undated come last. */
export function firstDay(edtfs: readonly string[]): Date {
  const dates = edtfs.map(parsePartialDate).filter((date): date is PartialDate => !isProblem(date));
  return new Date(`${rangeOf(dates)?.earliest ?? "0001-01-01"}T00:00:00Z`);
}
