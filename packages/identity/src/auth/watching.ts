import { Refusal, type Viewer } from "@dostyk/kernel";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { writeLine } from "../audit/write-line.ts";
import { type AuthParts, readerOf } from "./parts.ts";
import { easilyGuessed } from "./passwords.ts";
import { refused } from "./refused.ts";

/** Routes that leave a line in the audit log, with the command the line names. Joining writes its own with the wish. */
const commands: Readonly<Record<string, string>> = {
  "/sign-in/email": "identity.sign-in",
  "/callback/:id": "identity.sign-in-with-provider",
  "/sign-out": "identity.sign-out",
  "/reauthenticate": "identity.reauthenticate",
  "/request-password-reset": "identity.ask-for-new-password",
  "/reset-password": "identity.set-password",
  "/change-password": "identity.change-password",
  "/verify-email": "identity.verify-address",
  "/two-factor/enable": "identity.begin-second-factor",
  "/two-factor/disable": "identity.remove-second-factor",
  "/two-factor/verify-totp": "identity.give-code",
  "/two-factor/verify-backup-code": "identity.give-backup-code",
  "/two-factor/generate-backup-codes": "identity.renew-backup-codes",
  "/link-social": "identity.link-provider",
};

/** Routes after which every other login session of the account ends. */
const endsOtherSessions: ReadonlySet<string> = new Set([
  "/two-factor/verify-totp",
  "/two-factor/disable",
  "/two-factor/generate-backup-codes",
]);

/** What the library answered, said as a refusal for the log. */
class AuthRefused extends Refusal {
  constructor(code: string, message: string) {
    super(message);
    this.name = code;
  }
}

type Answered = {
  readonly returned?: unknown;
  readonly newSession?: { readonly session: { readonly id: string }; readonly user: Row } | null;
};
type Row = { readonly id: string; readonly email: string; readonly locale?: unknown; readonly twoFactorEnabled?: boolean | null };

/** What happens before and after every account route: attempts are counted, weak passwords refused, lines written. */
export function watching(parts: AuthParts) {
  const { attempts, database, clock, newId, post } = parts;

  const before = createAuthMiddleware(async (ctx) => {
    const body = bodyOf(ctx.body);
    if (ctx.path === "/sign-in/email") {
      const seconds = await attempts.waitFor(body("email"));
      if (seconds > 0) throw refused("TOO_MANY_REQUESTS", "TOO_MANY_ATTEMPTS", { "retry-after": String(seconds) });
    }
    const chosen = body("newPassword");
    if (chosen !== "" && easilyGuessed(chosen)) throw refused("BAD_REQUEST", "PASSWORD_TOO_COMMON");
    // Whoever changes a password may do so because somebody else is signed in with it.
    if (ctx.path === "/change-password") return { context: { body: { ...(ctx.body as object), revokeOtherSessions: true } } };
    // A browser that need not be asked for the code again is one whose thief need not be either.
    if (ctx.path.startsWith("/two-factor/verify-")) return { context: { body: { ...(ctx.body as object), trustDevice: false } } };
    return undefined;
  });

  const after = createAuthMiddleware(async (ctx) => {
    const command = commands[ctx.path];
    if (command === undefined) return;
    // The library types these loosely: they are what its own plugins read.
    const { returned, newSession } = ctx.context as unknown as Answered;
    const failure = returned instanceof APIError && returned.statusCode >= 400 ? returned : undefined;
    if (ctx.path === "/sign-in/email") await counted(bodyOf(ctx.body)("email"), failure);

    const earlier = ctx.context.session ?? (newSession ? null : await getSessionFromCtx(ctx).catch(() => null));
    const account = newSession?.user ?? (earlier?.user as Row | undefined);
    const session = newSession?.session ?? earlier?.session;
    // Giving the code to sign in changes nothing; giving it while signed in is what makes it the second factor.
    const changed = ctx.context.session !== null && endsOtherSessions.has(ctx.path);
    if (failure === undefined && account !== undefined && session !== undefined && changed) {
      await database.prisma.loginSession.deleteMany({ where: { userId: account.id, NOT: { id: session.id } } });
    }
    if (failure === undefined && account !== undefined && ctx.path === "/change-password") {
      post({ kind: "password-changed" }, readerOf(account));
    }
    const viewer: Viewer =
      account === undefined
        ? { kind: "anonymous" }
        : { kind: "person", accountId: account.id, sessionId: session?.id ?? "", held: [], reauthenticatedAt: clock() };
    const wish = { command, ...(account === undefined ? {} : { subject: { type: "Account", id: account.id } }) };
    const refusal = failure === undefined ? undefined : new AuthRefused(codeOf(failure), failure.message);
    await database.prisma.$transaction((tx) => writeLine(tx, { viewer, now: clock, newId }, wish, refusal));
  });

  const counted = async (email: string, failure: APIError | undefined): Promise<void> => {
    if (failure === undefined) return attempts.succeeded(email);
    if (failure.statusCode !== 401) return;
    if (!(await attempts.failed(email))) return;
    const owner = await database.prisma.userAccount.findUnique({
      where: { email: email.toLowerCase() },
      select: { email: true, locale: true },
    });
    if (owner !== null) post({ kind: "attempts" }, owner);
  };

  return { before, after };
}

function codeOf(failure: APIError): string {
  const { body } = failure as { readonly body?: { readonly code?: unknown } };
  return typeof body?.code === "string" ? body.code : "REFUSED";
}

function bodyOf(body: unknown): (field: string) => string {
  return (field) => {
    const value = typeof body === "object" && body !== null ? (body as Readonly<Record<string, unknown>>)[field] : undefined;
    return typeof value === "string" ? value.slice(0, 1_000) : "";
  };
}
