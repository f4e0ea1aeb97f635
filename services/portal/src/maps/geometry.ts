/** Land and borders from Natural Earth, projected once per process. The shapes of a map, without what is drawn on it. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { geoConicEqualArea, geoEqualEarth, type GeoProjection, geoPath } from "d3-geo";
import { merge, mesh } from "topojson-client";
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from "topojson-specification";

/** A part of the world ready to draw on, in units of its own view box. */
export interface BaseMap {
  readonly width: number;
  readonly height: number;
  /** SVG path of all land. */
  readonly land: string;
  /** SVG path of the borders between countries, coasts left out. */
  readonly borders: string;
  /** Where a point of the earth stands on the map; null outside of it. */
  readonly place: (longitude: number, latitude: number) => readonly [number, number] | null;
}

interface Outline {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly digits: number;
  readonly projection: () => GeoProjection;
}

const outlines = {
  // Standard parallels through the north of Kazakhstan and the south of Turkmenistan.
  "central-asia": {
    file: "countries-50m.json",
    width: 720,
    height: 440,
    digits: 1,
    projection: () => geoConicEqualArea().parallels([38, 54]).rotate([-67, 0]).center([0, 46.2]).scale(1020).translate([360, 220]),
  },
  // The meridian half-way between Central Asia and the American West, so that both ends and the way between are seen.
  overview: {
    file: "countries-110m.json",
    width: 800,
    height: 290,
    digits: 0,
    projection: () => geoEqualEarth().rotate([17, 0]).scale(172).translate([415, 288]),
  },
} as const satisfies Record<string, Outline>;

/** The maps there are: Central Asia near, or from the American West to Central Asia. */
export type MapName = keyof typeof outlines;

const made = new Map<MapName, BaseMap>();

/** The base map of a name, made at the first call and kept. */
export function baseMap(name: MapName): BaseMap {
  const known = made.get(name);
  if (known !== undefined) return known;
  const map = projected(outlines[name]);
  made.set(name, map);
  return map;
}

function projected({ file, width, height, digits, projection }: Outline): BaseMap {
  const earth = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(`world-atlas/${file}`)), "utf8")) as Topology<{
    countries: GeometryCollection;
  }>;
  const countries = earth.objects.countries;
  const shapes = countries.geometries.filter(
    (geometry): geometry is Polygon | MultiPolygon => geometry.type === "Polygon" || geometry.type === "MultiPolygon",
  );
  const onto = projection().clipExtent([
    [0, 0],
    [width, height],
  ]);
  const path = geoPath(onto).digits(digits);
  return {
    width,
    height,
    land: path(merge(earth, shapes)) ?? "",
    borders: path(mesh(earth, countries, (one, other) => one !== other)) ?? "",
    place: (longitude, latitude) => {
      const point = onto([longitude, latitude]);
      if (point === null) return null;
      const [x, y] = point;
      if (x < 0 || y < 0 || x > width || y > height) return null;
      return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
    },
  };
}
