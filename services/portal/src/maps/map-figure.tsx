import type { Child } from "hono/jsx";
import type { Page } from "../page.ts";
import { baseMap, type MapName } from "./geometry.ts";

interface MapFigureProps {
  readonly page: Page;
  readonly id: string;
  readonly map: MapName;
  readonly title: string;
  readonly description: string;
  /** What the map draws, as a table: no map without one. */
  readonly table: Child;
  /** On a page about one thing, where the map is only one of the facts. */
  readonly small?: boolean;
  readonly children: Child;
}

/** A base map with something drawn on it, its words for those who do not see it, and the note on borders. */
export function MapFigure({ page, id, map, title, description, table, small = false, children }: MapFigureProps) {
  const { width, height, land, borders, place } = baseMap(map);
  return (
    <figure class={small ? "figure figure--small" : "figure"}>
      <svg
        class="graphic map"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-labelledby={`${id}-title ${id}-description`}
        focusable="false"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-description`}>{description}</desc>
        <path class="land" d={land} />
        <path class="border" d={borders} />
        {countriesOn(map).map(({ code, longitude, latitude }) => {
          const point = place(longitude, latitude);
          return point === null ? null : (
            <text class="map-label map-label--country" x={point[0]} y={point[1]} text-anchor="middle">
              {new Intl.DisplayNames([page.locale, "en"], { type: "region" }).of(code)}
            </text>
          );
        })}
        {children}
      </svg>
      <figcaption class="figure__caption">{page.t("map.borders")}</figcaption>
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">{page.t("graphic.table")}</span>
        </summary>
        <div class="govuk-details__text">{table}</div>
      </details>
    </figure>
  );
}

// Where a country's name stands clear of the cities of the record.
const countries = [
  { code: "KZ", longitude: 63.3, latitude: 47.4 },
  { code: "UZ", longitude: 62.6, latitude: 42.6 },
  { code: "TM", longitude: 59, latitude: 39 },
  { code: "CN", longitude: 86, latitude: 42 },
  { code: "IR", longitude: 56, latitude: 34.8 },
] as const;

function countriesOn(map: MapName) {
  return map === "central-asia" ? countries : [];
}
