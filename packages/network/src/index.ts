export { ArchiveBroken, foundingAsserter, foundingRecord, loadArchive, readArchive } from "@dostyk/archive";
export { connect, type PrismaClient } from "@dostyk/db";
export { type GraphqlContext, limits, RequestError } from "@dostyk/graphql";
export { schema, schemaText } from "./schema.ts";
export { catchUpSearch } from "./search/engine.ts";
export { houseJobs, houseTimers } from "./operations/house-jobs.ts";
export { maySeeProgress } from "./operations/work.ts";
