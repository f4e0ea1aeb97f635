import { numberText, type Page } from "../page.ts";

/** A place as maps know it. */
export interface MapPlace {
  readonly path: string;
  readonly name: string;
  readonly location: { readonly latitude: number; readonly longitude: number } | null;
}

/** A place's position in words, or that none is recorded. */
export function coordinatesText(page: Page, location: MapPlace["location"]): string {
  if (location === null) return page.t("absent.not-stated");
  return page.t("map.coordinates", {
    latitude: numberText(page, location.latitude),
    longitude: numberText(page, location.longitude),
  });
}
