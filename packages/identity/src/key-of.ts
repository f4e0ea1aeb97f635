import type { PrismaClient } from "@dostyk/db";
import type { KeyScope, Viewer } from "@dostyk/kernel";
import { hashOf, looksLikeKey } from "./secrets.ts";

/** Who comes by a key, and the points of query cost they may spend in an hour. */
export type KnownKey = { readonly viewer: Extract<Viewer, { kind: "key" }>; readonly costBudget: number };

/** Why a key opens nothing. */
export type KeyRefused = { readonly reason: "unknown" | "expired" | "revoked" };

const hourMs = 3_600_000;

/**
 * Whose key this is, or why it opens nothing. Keys are found by their hash, so that looking one up takes no longer the
 * nearer a guess comes. That it was used is written at most once an hour.
 */
export async function keyOf(prisma: Pick<PrismaClient, "apiKey">, secret: string, now: Date): Promise<KnownKey | KeyRefused> {
  if (!looksLikeKey(secret)) return { reason: "unknown" };
  const key = await prisma.apiKey.findUnique({
    where: { keyHash: hashOf(secret) },
    select: { id: true, bodyId: true, scopes: true, costBudget: true, expiresAt: true, revokedAt: true, lastUsedAt: true },
  });
  if (key === null) return { reason: "unknown" };
  if (key.revokedAt !== null) return { reason: "revoked" };
  if (now >= key.expiresAt) return { reason: "expired" };
  const hourAgo = new Date(now.getTime() - hourMs);
  if (key.lastUsedAt === null || key.lastUsedAt <= hourAgo)
    // The condition again: of many requests at once, one writes.
    await prisma.apiKey.updateMany({
      where: { id: key.id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: hourAgo } }] },
      data: { lastUsedAt: now },
    });
  // Only issueKey() writes scopes, and it has checked them.
  const scopes = key.scopes as KeyScope[];
  return { viewer: { kind: "key", keyId: key.id, bodyId: key.bodyId, scopes }, costBudget: key.costBudget };
}
