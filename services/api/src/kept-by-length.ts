/** Values by name, the ones asked for last. */
export type KeptByLength<Value> = {
  get(name: string): Value | undefined;
  set(name: string, value: Value): void;
};

/**
 * Keeps the values asked for last, bounded by the length of the texts they come from together: a bound on their number
 * would let a few hundred long ones fill the memory. A text longer than a tenth of all is not kept: it would push many
 * others out.
 */
export function keptByLength<Value>(characters: number, lengthOf: (name: string, value: Value) => number): KeptByLength<Value> {
  const values = new Map<string, Value>();
  let kept = 0;
  return {
    get(name) {
      const value = values.get(name);
      if (value === undefined) return undefined;
      values.delete(name);
      values.set(name, value);
      return value;
    },
    set(name, value) {
      const length = lengthOf(name, value);
      if (length > characters / 10 || values.has(name)) return;
      values.set(name, value);
      kept += length;
      for (const [oldest, dropped] of values) {
        if (kept <= characters) return;
        values.delete(oldest);
        kept -= lengthOf(oldest, dropped);
      }
    },
  };
}
