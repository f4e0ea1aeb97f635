export { linkBody, type Linkable } from "./commands/link-body.ts";
export { type OrganizationInput, organizationKinds, recordOrganizations } from "./commands/record-organizations.ts";
export { recordPeople } from "./commands/record-people.ts";
export { type PlaceInput, placeKinds, recordPlaces } from "./commands/record-places.ts";
export { recordThemes, type ThemeInput } from "./commands/record-themes.ts";
export { coincide, type Gazetteer, type PlaceFacts, placesAgree } from "./place.ts";
export { readGazetteer } from "./store.ts";
export { refuseUnknownThemes } from "./themes.ts";
