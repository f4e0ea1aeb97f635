import { Refusal } from "@dostyk/kernel";

/** Nobody answers at the database's address, or the database there does not let us in. */
export class DatabaseUnreachable extends Refusal {
  constructor(url: string, cause: unknown) {
    super(
      `The database at ${withoutSecrets(url)} cannot be used: ${reason(cause)}. ` +
        "Check that Postgres runs there and that DATABASE_URL names the right host, port, user, password and database; " +
        "without DATABASE_URL the node starts a Postgres of its own.",
      { cause },
    );
  }
}

/** The server is older than the oldest one that is tested. */
export class DatabaseTooOld extends Refusal {
  constructor(url: string, version: string) {
    super(
      `The database at ${withoutSecrets(url)} is Postgres ${version}, and Dostyk needs 15 or newer. ` +
        "Upgrade that server, or name a newer one in DATABASE_URL.",
    );
  }
}

/** The database stores text in an encoding in which Kazakh and Russian names cannot be folded or compared. */
export class DatabaseNotUtf8 extends Refusal {
  constructor(url: string, encoding: string) {
    super(
      `The database at ${withoutSecrets(url)} stores text as ${encoding}, and Dostyk needs UTF8. ` +
        "Create another one with: CREATE DATABASE dostyk ENCODING 'UTF8' TEMPLATE template0",
    );
  }
}

/** The database is used by something else; its tables are not touched. */
export class DatabaseNotEmpty extends Refusal {
  constructor(url: string) {
    super(
      `The database at ${withoutSecrets(url)} holds tables that are not Dostyk's. ` +
        "Make an empty one with CREATE DATABASE and name it in DATABASE_URL.",
    );
  }
}

/** A newer release has migrated the database: this code does not know its tables. */
export class DatabaseNewerThanCode extends Refusal {
  constructor(unknown: readonly string[]) {
    super(
      `The database was migrated by a newer release of Dostyk (it has ${unknown.join(", ")}). ` +
        "Start that release or a later one, or restore a backup made before the upgrade.",
    );
  }
}

/** A migration that the database has already seen reads differently now, so the tables cannot be trusted to fit. */
export class MigrationChanged extends Refusal {
  constructor(changed: readonly string[]) {
    super(
      `The database was made with another text of ${changed.join(", ")} than this release contains. ` +
        "Start the release that made it; if its contents may be lost, start with an empty data folder or database.",
    );
  }
}

/** A migration was refused by the database; it has been undone as a whole. */
export class MigrationFailed extends Refusal {
  constructor(message: string, cause: unknown) {
    super(
      `The database could not be brought up to date, and the step that failed was undone: ${message} ` +
        "Correct what the message names and start again.",
      { cause },
    );
  }
}

/** Somebody else works in the data folder; two at once would destroy each other's files. */
export class DataFolderInUse extends Refusal {
  constructor(folder: string, holder: string) {
    super(`The data folder ${folder} is in use by ${holder}. Stop that one first, or choose another with DOSTYK_DATA.`);
  }
}

/** A command that works on a node found none. */
export class NoDatabaseYet extends Refusal {
  constructor(folder: string) {
    super(
      `There is no database in ${folder} yet. Name the node's folder in DOSTYK_DATA or its database in DATABASE_URL, or start it first.`,
    );
  }
}

/** The data folder cannot be written to. */
export class DataFolderUnusable extends Refusal {
  constructor(folder: string, why: string, cause?: unknown) {
    super(
      `The folder ${folder} cannot be used: ${why}. ` +
        "Correct that, or choose another data folder with DOSTYK_DATA; DATABASE_URL selects a Postgres that runs elsewhere.",
      { cause },
    );
  }
}

/** No room is left where the data should go. */
export class DataFolderFull extends Refusal {
  constructor(folder: string, cause?: unknown) {
    super(
      `There is no room left in ${folder}: a new node needs about 150 MB there. ` +
        "Make room, or choose another data folder with DOSTYK_DATA.",
      { cause },
    );
  }
}

/** The data folder was filled by another major version of Postgres, which this one cannot read. */
export class DataFromOtherPostgres extends Refusal {
  constructor(folder: string, found: string, ours: string) {
    super(
      `The database in ${folder} was made by Postgres ${found}, and this release brings Postgres ${ours}. ` +
        "Start the release that made it, back up there and restore here; nothing has been changed.",
    );
  }
}

/** There is no Postgres inside the installation for this kind of computer, or it does not run here. */
export class NoEmbeddedPostgres extends Refusal {
  constructor(why: string, cause?: unknown) {
    super(
      `The Postgres that comes with Dostyk cannot run on this computer: ${why}. ` +
        "Install Postgres 15 or newer and name it in DATABASE_URL.",
      { cause },
    );
  }
}

/** The embedded Postgres ended instead of starting. */
export class PostgresDidNotStart extends Refusal {
  constructor(folder: string, lastWords: string) {
    super(`Postgres could not start on ${folder}. Its last words: ${lastWords || "none"}`);
  }
}

/** The address of a database as it may be shown: without the password and the query. */
export function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return "the address in DATABASE_URL";
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reason(cause: unknown): string {
  // A host with several addresses fails with a list of errors and no message of its own.
  if (cause instanceof AggregateError) return reason(cause.errors[0]);
  if (!(cause instanceof Error)) return String(cause);
  return cause.message.replace(/\.$/, "");
}
