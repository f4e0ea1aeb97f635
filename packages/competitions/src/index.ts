export { recordCompetitions } from "./commands/record-competitions.ts";
