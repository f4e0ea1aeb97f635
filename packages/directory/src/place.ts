/** Where a place stands: its country and every unit that holds it, directly or through others. */
export type PlaceFacts = { readonly country: string; readonly ancestors: ReadonlySet<string> };

/** The facts of places by slug. */
export type Gazetteer = ReadonlyMap<string, PlaceFacts>;

/** Whether one is the other or lies inside it. A place nobody knows agrees with itself alone. */
export function coincide(a: string, b: string, gazetteer: Gazetteer): boolean {
  return a === b || (gazetteer.get(a)?.ancestors.has(b) ?? false) || (gazetteer.get(b)?.ancestors.has(a) ?? false);
}

/**
 * Whether two lists of places can both tell where one thing was: everything the shorter list names is, or holds, or lies
 * inside, something the longer one names. "Pavlodar Region" agrees with "Ekibastuz"; "Poland" does not with "Slovakia".
 */
export function placesAgree(a: readonly string[], b: readonly string[], gazetteer: Gazetteer): boolean {
  const [fewer, more] = a.length <= b.length ? [a, b] : [b, a];
  return fewer.every((one) => more.some((other) => coincide(one, other, gazetteer))) && noneApart(more, fewer, gazetteer);
}

// A single wider unit must hold all that the longer list names: Lisakovsk is not in Pavlodar Region.
function noneApart(more: readonly string[], fewer: readonly string[], gazetteer: Gazetteer): boolean {
  const onlyUnits = fewer.every((unit) => more.some((one) => gazetteer.get(one)?.ancestors.has(unit) ?? false));
  return !onlyUnits || more.every((one) => fewer.some((unit) => coincide(one, unit, gazetteer)));
}
