import { type Page, word } from "../page.ts";
import type { RecordItem } from "./record-list.tsx";

/** An activity as lists show it; the shape of the shared fragment. */
export interface ActivityRow {
  readonly slug: string;
  readonly title: string;
  readonly kind: string;
  readonly status: string;
  readonly planned: readonly { readonly text: string }[];
  readonly actual: readonly { readonly text: string }[];
  readonly places: readonly { readonly slug: string; readonly name: string }[];
}

/** An activity as an item of a list: what, in which state, when and where. */
export function activityItem(page: Page, activity: ActivityRow): RecordItem {
  const when = activity.actual.length > 0 ? activity.actual : activity.planned;
  return {
    path: `/activities/${activity.slug}`,
    title: activity.title,
    facts: [
      `${word(page, "ActivityKind", activity.kind)} – ${word(page, "ActivityStatus", activity.status)}`,
      [when.map(({ text }) => text).join("; "), activity.places.map(({ name }) => name).join(", ")]
        .filter((text) => text !== "")
        .join(" – "),
    ],
  };
}
