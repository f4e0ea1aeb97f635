import { createHash } from "node:crypto";
import { keptByLength } from "./kept-by-length.ts";

/** Texts of operations by the SHA-256 of their UTF-8, in small hexadecimal digits. */
export type PersistedOperations = {
  /** The text, or undefined where it is not known, or no longer. */
  textOf(sha256: string): string | undefined;
  /** Keeps a text a client has sent. Which hash it goes by is computed, never believed. */
  keep(text: string): void;
};

/**
 * A store in memory. The node's own documents stay for good; those of clients make place for each other when their texts
 * together are longer than `characters`, and a client whose text has gone sends it once more.
 */
export function persistedOperations(ownDocuments: readonly string[], characters = 1_000_000): PersistedOperations {
  const own = new Map(ownDocuments.map((text) => [sha256Of(text), text]));
  const sent = keptByLength<string>(characters, (_sha256, text) => text.length);
  return {
    textOf: (sha256) => own.get(sha256) ?? sent.get(sha256),
    keep(text) {
      const sha256 = sha256Of(text);
      if (!own.has(sha256)) sent.set(sha256, text);
    },
  };
}

/** The name a text goes by. */
export function sha256Of(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
