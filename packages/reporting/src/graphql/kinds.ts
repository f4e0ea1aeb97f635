import { enumOf } from "@dostyk/graphql";

export const ReportSectionKind = enumOf("ReportSectionKind", "What sort of section.", {
  COVER: "The cover.",
  INTRODUCTION: "The introduction.",
  NARRATIVE: "What was done, told in words.",
  TIME_CHART: "Planned, location, actual, as a table.",
  CHALLENGES: "Difficulties and what was done about them.",
  PLAN: "Work planned for the next period.",
  ACTIONS_REQUIRED: "What the government is asked to do.",
});

export const SectionAnswer = enumOf("SectionAnswer", "What a section says as a whole.", {
  CONTENT: "It says something.",
  NOT_APPLICABLE: "It says “not applicable”: a statement that can be contradicted.",
  BLANK: "It says nothing.",
});

export const ContradictionKind = enumOf("ContradictionKind", "In which way a report contradicts itself.", {
  TWO_DATES: "One event on two dates.",
  TWO_COUNTRIES: "One event in two countries.",
  TWO_PLACES: "One event at two places.",
  TWO_NAMES: "One event under two names.",
  POSTPONED_BUT_PLANNED: "Postponed to one date, planned for another.",
  POSTPONED_NOT_PLANNED: "Postponed into the next period, whose plan does not name it.",
  CHALLENGES_DENIED: "No challenges are admitted, but rows were postponed.",
  PERIOD_MISMATCH: "Another period than the title's.",
  COUNT_MISMATCH: "Parts that do not add up to the total.",
  DURATION_MISMATCH: "A duration that does not fit the dates.",
});
