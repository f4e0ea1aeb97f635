import type { Point } from "./profile.ts";

/** Mean radius of the earth, R1 of IUGG (Moritz 2000, Geodetic Reference System 1980). */
const radiusKm = 6_371.0088;

/**
 * The great-circle distance of two points by the haversine formula (Sinnott 1984, "Virtues of the Haversine"), which stays exact for near
 * points where the law of cosines does not. The earth is taken for a sphere: at most .6 % off.
 */
export function kilometres(a: Point, b: Point): number {
  const half = (degrees: number) => Math.sin((degrees * Math.PI) / 360) ** 2;
  const cosines = Math.cos((a.latitude * Math.PI) / 180) * Math.cos((b.latitude * Math.PI) / 180);
  const haversine = half(b.latitude - a.latitude) + cosines * half(b.longitude - a.longitude);
  // Rounding may lead a hair above 1 for opposite points.
  return 2 * radiusKm * Math.asin(Math.sqrt(Math.min(1, haversine)));
}
