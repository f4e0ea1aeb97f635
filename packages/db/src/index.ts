export { connect, type ConnectOptions, type Database } from "./connect.ts";
export { holdDataFolder, type HeldFolder } from "./data-folder.ts";
export { listen, type Listening } from "./listen.ts";
export { isSerializationFailure, serializable, type SerializableOptions, type Transaction } from "./serializable.ts";
export { migrate, migrationProblem } from "./migrate.ts";
export { joinDatabase } from "./join-database.ts";
export { openDatabase, type OpenDatabase, type OpenDatabaseOptions } from "./open-database.ts";
export { deleteSentBefore, OUTBOX_CHANNEL, publish, takeUnsent } from "./outbox.ts";
export {
  DatabaseNewerThanCode,
  DatabaseNotEmpty,
  DatabaseNotUtf8,
  DatabaseTooOld,
  DatabaseUnreachable,
  DataFolderFull,
  DataFolderInUse,
  DataFolderUnusable,
  DataFromOtherPostgres,
  MigrationChanged,
  MigrationFailed,
  NoDatabaseYet,
  NoEmbeddedPostgres,
  PostgresDidNotStart,
} from "./refusals.ts";
export { Prisma, type PrismaClient } from "./generated/client/client.ts";
