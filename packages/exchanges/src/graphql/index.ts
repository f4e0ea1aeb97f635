export { activityConnection, activityList, ActivityRef } from "./activity.ts";
export { ActivityStatus } from "./kinds.ts";
export { OutputRef } from "./output.ts";
