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
  readonly children: Child;
}

/** A base map with something drawn on it, its words for those who do not see it, and the note on borders. */
export function MapFigure({ page, id, map, title, description, table, children }: MapFigureProps) {
  const { width, height, land, borders } = baseMap(map);
  return (
    <figure class="figure">
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
