export { type ProgrammeInput, recordProgrammes } from "./commands/record-programmes.ts";
