import { DataTable } from "../components/data-table.tsx";
import { RecordLinks } from "../components/record-list.tsx";
import type { Page } from "../page.ts";
import { baseMap, type MapName } from "./geometry.ts";
import { nearbyLabels } from "./labels.ts";
import { MapFigure } from "./map-figure.tsx";
import { coordinatesText, type MapPlace } from "./map-place.ts";

interface PlaceMapProps {
  readonly page: Page;
  readonly id: string;
  readonly title: string;
  /** Places drawn as dots; those that come first get their names first. Those that lie outside are in the table only. */
  readonly places: readonly MapPlace[];
  readonly small?: boolean;
}

/** Places as dots: on the map of Central Asia when any lies there, otherwise on the one that reaches America. */
export function PlaceMap({ page, id, title, places, small = false }: PlaceMapProps) {
  const located = places.flatMap((place) => (place.location === null ? [] : [{ ...place, location: place.location }]));
  if (located.length === 0) return null;
  const near = baseMap("central-asia");
  const name: MapName = located.some(({ location }) => near.place(location.longitude, location.latitude) !== null)
    ? "central-asia"
    : "overview";
  const map = baseMap(name);
  const points = located.flatMap((place) => {
    const point = map.place(place.location.longitude, place.location.latitude);
    return point === null ? [] : [{ ...place, x: point[0], y: point[1] }];
  });
  return (
    <MapFigure
      page={page}
      id={id}
      map={name}
      small={small}
      title={title}
      description={page.t("map.places.description", {
        list: new Intl.ListFormat(page.locale).format(points.map((point) => point.name)),
      })}
      table={
        <DataTable
          caption={title}
          head={[page.t("field.place"), page.t("field.coordinates")]}
          rows={places.map((place) => [
            <RecordLinks page={page} records={[{ path: place.path, title: place.name }]} />,
            coordinatesText(page, place.location),
          ])}
        />
      }
    >
      {points.map(({ x, y }) => (
        <circle class="dot" cx={x} cy={y} r="6" />
      ))}
      {nearbyLabels(points, map.width, map.height).map(({ labelX, labelY, anchor, name: text }) => (
        <text class="map-label" x={labelX} y={labelY} text-anchor={anchor}>
          {text}
        </text>
      ))}
    </MapFigure>
  );
}
