export { statementConnection, statementList, StatementRef, StatementSubjectRef } from "./statement.ts";
