import type { Transaction } from "@dostyk/db";
import { assertNever, type Refusal, type Viewer } from "@dostyk/kernel";
import { newSalt, saltedDigest } from "./digest.ts";
import { legibleDetail, legibleText } from "./legible.ts";
import type { Acting, Wish } from "./wish.ts";

/**
 * Writes one line, unsealed, with its detail. Chaining it here would make all writers collide on the chain's head, and
 * under SERIALIZABLE they would all start over.
 */
export async function writeLine(
  tx: Pick<Transaction, "auditLine" | "auditDetail">,
  acting: Acting,
  wish: Wish,
  refusal?: Refusal,
): Promise<void> {
  const salt = newSalt();
  // What a refusal says to a person may name somebody, so it stands in the detail; its name is in the chain.
  const detail = legibleDetail(refusal === undefined ? { ...wish.detail } : { ...wish.detail, refusal: refusal.message });
  const digestOf = (value: unknown) => (value === undefined ? null : saltedDigest(salt, value));
  const id = acting.newId();
  // `createMany` asks for nothing back: one statement each.
  await tx.auditLine.createMany({
    data: {
      id,
      at: acting.now(),
      viewerKind: acting.viewer.kind,
      viewerId: viewerId(acting.viewer),
      command: wish.command,
      subjectType: wish.subject?.type ?? null,
      subjectId: wish.subject === undefined ? null : legibleText(wish.subject.id),
      decision: refusal === undefined ? "ALLOWED" : "REFUSED",
      refusal: refusal?.name ?? null,
      beforeDigest: digestOf(wish.before),
      afterDigest: digestOf(wish.after),
      traceId: acting.traceId === undefined ? null : legibleText(acting.traceId),
      detailDigest: saltedDigest(salt, detail),
    },
  });
  await tx.auditDetail.createMany({ data: { lineId: id, salt, detail } });
}

/** The account or the key; for the node itself, its reason. Nobody for anonymous. */
function viewerId(viewer: Viewer): string | null {
  switch (viewer.kind) {
    case "anonymous":
      return null;
    case "person":
      return viewer.accountId;
    case "key":
      return viewer.keyId;
    case "system":
      return legibleText(viewer.reason);
    default:
      return assertNever(viewer);
  }
}
