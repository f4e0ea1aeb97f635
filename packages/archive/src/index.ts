export { foundingAsserter, foundingRecord, loadArchive, type Loaded } from "./load-archive.ts";
export { ArchiveBroken, type FileProblem } from "./problem.ts";
export { type Archive, type ArchivedRecord, readArchive } from "./read-archive.ts";
