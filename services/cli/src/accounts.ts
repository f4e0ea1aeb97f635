import type { Logger } from "@dostyk/api";
import type { Database } from "@dostyk/db";
import {
  createIdentity,
  firstOperatorInvitation,
  folderMailer,
  type Identity,
  letterPage,
  type Mailer,
  smtpMailer,
} from "@dostyk/identity";
import type { Progress } from "@dostyk/jobs";
import { newId, system } from "@dostyk/kernel";
import { maySeeProgress } from "@dostyk/network";
import { hkdfSync } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { isLoopback } from "./setting-rules.ts";

/** The node's accounts, and what has to be done with them at its start and end. */
export type Accounts = {
  readonly identity: Identity;
  /** A page that makes whoever opens it the first operator, once and for a day; null where there is an operator. */
  readonly firstOperatorLink: string | null;
  /** Whether whoever makes a request may follow how far a job is. */
  readonly mayFollow: (request: Pick<IncomingMessage, "headers">, progress: Pick<Progress, "ownerId">) => Promise<boolean>;
  /** The page of letters, on a node that nobody but this computer reaches and that has no mail server. */
  readonly letters: (() => Promise<string>) | undefined;
  close(): void;
};

export type AccountsOptions = {
  readonly database: Database;
  readonly config: Config;
  /** Where readers come by; links in letters begin with it. */
  readonly publicOrigin: string;
  /** The node's own secret. */
  readonly secret: string;
  readonly dataFolder: string;
  readonly logger: Logger;
};

/** Opens the accounts. Without a mail server letters lie in the data folder, for the operator to pass on. */
export async function openAccounts({ database, config, publicOrigin, secret, dataFolder, logger }: AccountsOptions): Promise<Accounts> {
  const clock = (): Date => new Date();
  const id = (): string => newId(clock(), Math.random);
  const folder = join(dataFolder, "mail");
  const mailer: Mailer =
    config.mail === undefined
      ? folderMailer(folder, `Dostyk <node@${new URL(publicOrigin).hostname}>`, clock)
      : smtpMailer(config.mail.smtpUrl, config.mail.from);
  const identity = createIdentity({
    database,
    origin: publicOrigin,
    // One secret of the operator's, one key for each use (RFC 5869).
    secret: Buffer.from(hkdfSync("sha256", secret, "", "dostyk accounts", 32)).toString("base64"),
    mailer,
    providers: config.providers,
    clock,
    newId: id,
    onFault: (error, what) => logger.error({ err: error }, what),
  });
  const token = await firstOperatorInvitation(database, { viewer: system("start"), now: clock, newId: id });
  const alone = isLoopback(config.host) && isLoopback(new URL(publicOrigin).hostname);
  const letters = config.mail === undefined && alone ? () => letterPage(folder) : undefined;
  const mayFollow: Accounts["mayFollow"] = async ({ headers: { cookie } }, progress) => {
    if (cookie === undefined) return false;
    const who = await identity.identify(new Headers({ cookie }));
    return "viewer" in who && maySeeProgress(who.viewer, progress);
  };
  return {
    identity,
    letters,
    mayFollow,
    firstOperatorLink: token === null ? null : `${publicOrigin}/en/join/${token}`,
    close: () => mailer.close(),
  };
}
