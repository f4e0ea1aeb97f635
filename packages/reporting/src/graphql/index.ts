export { ReportRef } from "./report.ts";
