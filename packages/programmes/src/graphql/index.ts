export { NumberQualifier, ProgrammeRef } from "./programme.ts";
