export { recordStatements, type StatementInput } from "./commands/record-statements.ts";
export { recordSubjects, type SubjectInput } from "./commands/record-subjects.ts";
export { stances, statementKinds } from "./statement.ts";
