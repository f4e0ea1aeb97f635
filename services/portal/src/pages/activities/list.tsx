import { type ActivityRow, activityItem } from "../../components/activity-row.ts";
import { documentBeside } from "../../document.ts";
import { type Connection, enumFilter, listPage, slugFilter } from "../list.tsx";

interface Data {
  readonly activities: Connection<ActivityRow>;
}

const statuses = ["COMPLETED", "POSTPONED", "PLANNED", "CANCELLED", "PROPOSED", "CONFIRMED", "IN_PROGRESS", "SUSPENDED"];
const kinds = [
  "TECHNICAL_EXCHANGE",
  "DELEGATION_VISIT",
  "HOSTED_VISIT",
  "STUDY_TOUR",
  "STAFF_EXCHANGE",
  "WORKSHOP",
  "TRAINING",
  "TRAINING_OF_TRAINERS",
  "SEMINAR",
  "CONFERENCE",
  "CONFERENCE_PART",
  "ROUNDTABLE",
  "PUBLIC_FORUM",
  "EXPERT_MEETING",
  "MEETING",
  "TECHNICAL_ASSISTANCE",
  "AWARD_CEREMONY",
  "PRESS_CONFERENCE",
  "AGREEMENT",
];
const reasons = ["EXTERNAL_EVENT", "HOST_UNAVAILABLE", "PARTNER_UNAVAILABLE", "FUNDING", "LOGISTICS", "POLITICAL", "NOT_STATED"];

/** Everything held or planned, latest first. */
export const activitiesPage = listPage<Data>({
  title: "activities.title",
  description: "activities.description",
  document: documentBeside(import.meta.url, "list.graphql"),
  filters: (page) => [
    enumFilter(page, "kind", page.t("field.kind"), "ActivityKind", kinds),
    enumFilter(page, "status", page.t("field.status"), "ActivityStatus", statuses),
    enumFilter(page, "postponedBecause", page.t("field.postponedBecause"), "PostponementReason", reasons),
    slugFilter("place", page.t("field.place")),
    slugFilter("partnership", page.t("field.partnership")),
    slugFilter("programme", page.t("field.programme")),
  ],
  connection: ({ activities }) => activities,
  items: (page, { activities }) => activities.nodes.map((activity) => activityItem(page, activity)),
});
