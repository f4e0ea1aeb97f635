import { DataTable } from "../components/data-table.tsx";
import { RecordLinks } from "../components/record-list.tsx";
import type { Page } from "../page.ts";
import { baseMap } from "./geometry.ts";
import { columnLabels, type Label } from "./labels.ts";
import { MapFigure } from "./map-figure.tsx";
import { coordinatesText, type MapPlace } from "./map-place.ts";

/** A partnership as the map draws it. */
export interface MapPartnership {
  readonly path: string;
  readonly title: string;
  readonly places: readonly MapPlace[];
}

// More names than these would fill the column; the table has them all.
const mostLabels = 9;

/** The partnerships as arcs between their places, from the American West to Central Asia, and the same as a table. */
export function PartnershipMap({
  page,
  partnerships,
  small = false,
}: {
  page: Page;
  partnerships: readonly MapPartnership[];
  small?: boolean;
}) {
  const { t } = page;
  const map = baseMap("overview");
  const ends = partnerships.map(({ places }) =>
    places.flatMap((place) => {
      const point = place.location === null ? null : map.place(place.location.longitude, place.location.latitude);
      return point === null ? [] : [{ ...place, x: point[0], y: point[1] }];
    }),
  );
  const points = [...new Map(ends.flat().map((end) => [end.path, end])).values()];
  const west = points.filter(({ x }) => x < map.width / 2).slice(0, mostLabels);
  const east = points.filter(({ x }) => x >= map.width / 2).slice(0, mostLabels);
  const labels = [...columnLabels(west, "left", 150, map.height), ...columnLabels(east, "right", 652, map.height)];
  return (
    <MapFigure
      page={page}
      id="partnership-map"
      map="overview"
      small={small}
      title={t("map.partnerships.title", { count: partnerships.length })}
      description={t("map.partnerships.description", {
        list: new Intl.ListFormat(page.locale).format(partnerships.map(({ title }) => title)),
      })}
      table={
        <DataTable
          caption={t("map.partnerships.table")}
          head={[t("field.partnership"), t("field.places"), t("field.coordinates")]}
          rows={partnerships.map((partnership) => [
            <RecordLinks page={page} records={[partnership]} />,
            <RecordLinks page={page} records={partnership.places.map(({ path, name }) => ({ path, title: name }))} />,
            partnership.places.map(({ location }) => coordinatesText(page, location)).join("; "),
          ])}
        />
      }
    >
      {ends.map(([from, ...others]) => others.map((to) => (from === undefined ? null : <path class="arc" d={arc(from, to)} />)))}
      {labels.map((label) => (
        <path class="leader" d={leader(label)} />
      ))}
      {points.map(({ x, y }) => (
        <circle class="dot" cx={x} cy={y} r="5" />
      ))}
      {labels.map(({ labelX, labelY, anchor, name }) => (
        <text class="map-label" x={labelX} y={labelY} text-anchor={anchor}>
          {name}
        </text>
      ))}
    </MapFigure>
  );
}

// The arc shows who is joined with whom, not a way anybody took; it rises with the distance.
function arc(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const rise = Math.min(170, Math.hypot(to.x - from.x, to.y - from.y) * 0.38);
  const middleX = Math.round((from.x + to.x) / 2);
  const middleY = Math.round(Math.min(from.y, to.y) - rise);
  return `M${from.x},${from.y}Q${middleX},${middleY} ${to.x},${to.y}`;
}

function leader({ x, y, labelX, labelY, anchor }: Label): string {
  const end = anchor === "end" ? labelX + 4 : labelX - 4;
  return `M${x},${y}L${end},${labelY - 6}`;
}
