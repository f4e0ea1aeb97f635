export { activityKinds } from "./activity.ts";
export { type ActivityInput, recordActivities } from "./commands/record-activities.ts";
export { recordExternalEvents } from "./commands/record-external-events.ts";
export { type OutputInput, recordOutputs } from "./commands/record-outputs.ts";
export { outputKinds } from "./output.ts";
