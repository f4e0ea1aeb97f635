/** Who has to hear of it when the server closes: those who hold lines that would never end by themselves. */
export interface Farewell {
  /**
   * Remembers what to do when the server closes, such as sending a last event and ending the stream. Answers with how to
   * forget it again, to be called when the line has ended by itself. After the goodbye it is called at once.
   */
  onGoodbye(say: () => void): () => void;
  /** Says goodbye to all, once. One that throws does not keep the others from hearing it. */
  sayGoodbye(): void;
}

/** Makes the list of those who have to hear of it, empty. */
export function createFarewell(): Farewell {
  const listeners = new Set<() => void>();
  let said = false;
  return {
    onGoodbye(say) {
      if (said) say();
      else listeners.add(say);
      return () => listeners.delete(say);
    },
    sayGoodbye() {
      said = true;
      for (const say of listeners) {
        listeners.delete(say);
        try {
          say();
        } catch {
          // Its line is cut a little later with all others.
        }
      }
    },
  };
}
