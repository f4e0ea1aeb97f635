export { competitionConnection, competitionList, CompetitionRef } from "./competition.ts";
