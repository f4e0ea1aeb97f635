import type { SearchQuestion } from "../question.ts";

/** A filter as the engine takes it: all of the outer list, one of each inner. */
export type EngineFilter = (string | string[])[];

/** The conditions on kinds and facets, but for those of `except`, and on years and distance. */
export function engineFilter({ kinds, filter }: Pick<SearchQuestion, "kinds" | "filter">, except: string | null = null): EngineFilter {
  const chosen = Object.entries({ kind: kinds ?? [], ...filter.facets }).filter(([name, values]) => name !== except && values.length > 0);
  const { years, near } = filter;
  return [
    ...(kinds !== null && kinds.length === 0 && except !== "kind" ? ["kind IN []"] : []),
    ...chosen.map(([name, values]) => values.map((value) => `${name} = ${quoted(value)}`)),
    ...(years?.from === undefined ? [] : [`sort_year >= ${Math.trunc(years.from)}`]),
    ...(years?.to === undefined ? [] : [`sort_year <= ${Math.trunc(years.to)}`]),
    ...(near === undefined ? [] : [`_geoRadius(${near.lat}, ${near.lng}, ${Math.round(near.km * 1000)})`]),
  ];
}

/** A value as the engine's filter language quotes it: whatever it holds, it stays one value. */
export function quoted(value: string): string {
  return `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
