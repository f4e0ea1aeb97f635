/** Every page of the site by the first part of its path after the language. */
import type { PageHandler } from "./page.ts";
import { activitiesPage } from "./pages/activities/list.tsx";
import { activityPage } from "./pages/activities/record.tsx";
import { competitionsPage } from "./pages/competitions/list.tsx";
import { competitionPage } from "./pages/competitions/record.tsx";
import { developersPage } from "./pages/developers/page.tsx";
import { disputesPage } from "./pages/disputes/page.tsx";
import { externalEventPage } from "./pages/external-events/record.tsx";
import { homePage } from "./pages/home/page.tsx";
import { organizationsPage } from "./pages/organizations/list.tsx";
import { organizationPage } from "./pages/organizations/record.tsx";
import { outputsPage } from "./pages/outputs/list.tsx";
import { outputPage } from "./pages/outputs/record.tsx";
import { partnershipsPage } from "./pages/partnerships/list.tsx";
import { partnershipPage } from "./pages/partnerships/record.tsx";
import { peoplePage } from "./pages/people/list.tsx";
import { personPage } from "./pages/people/record.tsx";
import { placesPage } from "./pages/places/list.tsx";
import { placePage } from "./pages/places/record.tsx";
import { practicesPage } from "./pages/practices/list.tsx";
import { practicePage } from "./pages/practices/record.tsx";
import { programmesPage } from "./pages/programmes/list.tsx";
import { programmePage } from "./pages/programmes/record.tsx";
import { reportsPage } from "./pages/reports/list.tsx";
import { reportPage } from "./pages/reports/record.tsx";
import { searchPage } from "./pages/search/page.tsx";
import { sourcesPage } from "./pages/sources/list.tsx";
import { sourcePage } from "./pages/sources/record.tsx";
import { statementsPage } from "./pages/statements/page.tsx";

interface Route {
  readonly list?: PageHandler;
  readonly record?: PageHandler;
}

/** The home page stands under the empty name. */
export const routes: ReadonlyMap<string, Route> = new Map<string, Route>([
  ["", { list: homePage }],
  ["places", { list: placesPage, record: placePage }],
  ["partnerships", { list: partnershipsPage, record: partnershipPage }],
  ["activities", { list: activitiesPage, record: activityPage }],
  ["practices", { list: practicesPage, record: practicePage }],
  ["programmes", { list: programmesPage, record: programmePage }],
  ["organizations", { list: organizationsPage, record: organizationPage }],
  ["people", { list: peoplePage, record: personPage }],
  ["competitions", { list: competitionsPage, record: competitionPage }],
  ["outputs", { list: outputsPage, record: outputPage }],
  ["external-events", { record: externalEventPage }],
  ["statements", { list: statementsPage }],
  ["sources", { list: sourcesPage, record: sourcePage }],
  ["reports", { list: reportsPage, record: reportPage }],
  ["disputes", { list: disputesPage }],
  ["search", { list: searchPage }],
  ["developers", { list: developersPage }],
]);
