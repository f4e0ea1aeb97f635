export { linkableOf } from "./acting-body.ts";

export { OrganizationRef } from "./organization.ts";
export { PersonRef } from "./person.ts";
export { CountryRef, placeList, PlaceRef } from "./place.ts";
export { ThemeRef } from "./theme.ts";
