import type { DocumentNode } from "graphql";

/** Parsed documents by their text, as Yoga's cache wants them. */
export type DocumentCache = {
  get(text: string): DocumentNode | undefined;
  set(text: string, document: DocumentNode): void;
};

/**
 * Keeps the documents asked for last, bounded by the length of their texts together: a syntax tree takes some hundred
 * times its text, so a bound on their number would let a few hundred long ones fill the memory.
 */
export function documentCache(characters = 500_000): DocumentCache {
  const documents = new Map<string, DocumentNode>();
  let kept = 0;
  return {
    get(text) {
      const document = documents.get(text);
      if (document === undefined) return undefined;
      documents.delete(text);
      documents.set(text, document);
      return document;
    },
    set(text, document) {
      if (text.length > characters / 10 || documents.has(text)) return;
      documents.set(text, document);
      kept += text.length;
      for (const oldest of documents.keys()) {
        if (kept <= characters) return;
        documents.delete(oldest);
        kept -= oldest.length;
      }
    },
  };
}
