/**
 * What keeps the database from answering: it cannot be reached, it stopped a statement that took too long, or it was given
 * a value none of its types can hold.
 */
export type DatabaseFault = "unreachable" | "too slow" | "no such value";

// Node's words for a line that cannot be had or broke.
const brokenLine = ["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EPIPE", "EHOSTUNREACH", "ENETUNREACH", "ENOENT"];
// PostgreSQL Appendix A: no such user or database, too many connections, shutting down or starting up.
const closedDoor = ["28000", "28P01", "3D000", "53300", "57P01", "57P02", "57P03"];
const prismaCodes = ["P1000", "P1001", "P1002", "P1003", "P1010", "P1011", "P1017", "P2024", "P2037"];
// The kinds Prisma's driver adapters report.
const adapterKinds = [
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
  "AuthenticationFailed",
  "DatabaseDoesNotExist",
];

const unreachable = new Set([...brokenLine, ...closedDoor, ...prismaCodes, ...adapterKinds]);
const tooSlow = new Set(["57014", "P1008"]);

// PostgreSQL Appendix A: a number or day out of range, a text with U+0000 or one that cannot be read as its type.
const noSuchValue = new Set(["22003", "22007", "22008", "22021", "22P02", "22P05"]);

/** Finds the database's fault in an error or in what caused it; null where the error is another. */
export function databaseFault(error: unknown): DatabaseFault | null {
  for (let cause = error, depth = 0; isRecord(cause) && depth < 8; depth += 1) {
    for (const word of [cause["code"], cause["kind"], cause["originalCode"], cause["errorCode"]]) {
      if (typeof word !== "string") continue;
      if (tooSlow.has(word)) return "too slow";
      if (noSuchValue.has(word)) return "no such value";
      // Class 08 is "connection exception".
      if (unreachable.has(word) || /^08\w{3}$/u.test(word)) return "unreachable";
    }
    // The pool's own errors carry a message only.
    if (typeof cause["message"] === "string" && /timeout exceeded when trying to connect|Connection terminated/u.test(cause["message"]))
      return "unreachable";
    cause = next(cause);
  }
  return null;
}

function next(error: Readonly<Record<string, unknown>>): unknown {
  const { meta, errors, originalError } = error as { meta?: unknown; errors?: unknown; originalError?: unknown };
  if (error["cause"] !== undefined) return error["cause"];
  if (isRecord(meta) && meta["driverAdapterError"] !== undefined) return meta["driverAdapterError"];
  // A host with several addresses fails with a list of errors.
  return Array.isArray(errors) ? errors[0] : originalError;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
