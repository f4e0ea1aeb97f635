export { type PracticeInput, recordPractices } from "./commands/record-practices.ts";
export { outcomeKinds, sectionKinds } from "./practice.ts";
