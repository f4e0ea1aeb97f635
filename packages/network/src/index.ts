export { ArchiveBroken, foundingAsserter, foundingRecord, loadArchive, readArchive } from "@dostyk/archive";
export { connect, type PrismaClient } from "@dostyk/db";
export { type GraphqlContext, limits, RequestError } from "@dostyk/graphql";
export { schema, schemaText } from "./schema.ts";
export { catchUpSearch, ownSearchIndex, useSearchIndex } from "./search/engine.ts";
export { searchKinds } from "./search/kinds.ts";
export { houseJobs, houseTimers } from "./operations/house-jobs.ts";
export { maySeeProgress } from "./operations/work.ts";
export { verifySearchJob, verifySearchTimer } from "./search/verifying-job.ts";
