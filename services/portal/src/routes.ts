/** Every page of the site by the first part of its path after the language. */
import type { PageHandler } from "./page.ts";
import { placesPage } from "./pages/places/list.tsx";
import { placePage } from "./pages/places/record.tsx";

interface Route {
  readonly list?: PageHandler;
  readonly record?: PageHandler;
}

/** The home page stands under the empty name. */
export const routes: Readonly<Record<string, Route>> = {
  places: { list: placesPage, record: placePage },
};
