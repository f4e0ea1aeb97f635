import { normalQuantile } from "./normal.ts";

/**
 * A stream of random numbers. Equal seeds give equal streams, bit for bit, on every platform: only 32-bit integer arithmetic, and
 * divisions by powers of two, which are exact.
 */
export type RandomStream = {
  /** A whole number from 0 to 2^32 - 1. */
  readonly word: () => number;
  /** A number strictly between 0 and 1, one of 2^52 equally spaced ones. Takes two words. */
  readonly uniform: () => number;
  /** A whole number from 0 to bound - 1, all equally likely. `bound` is a whole number from 1 to 2^32. */
  readonly below: (bound: number) => number;
  /** A standard normal number: the quantile of one `uniform`. */
  readonly normal: () => number;
};

/**
 * The stream of a seed. Streams of one seed and different purposes are independent of one another, so that a longer bootstrap does not
 * change the draws of ranks after it. xoshiro128** 1.1 (Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators"), its
 * state filled from the texts by MurmurHash3's mixing. Not for secrets: whoever sees some words can know the next.
 */
export function randomStream(seed: string, purpose = ""): RandomStream {
  return streamFrom(stateOf(`${seed.length}:${seed}${purpose}`));
}

/** The stream from a state of four words, not all 0: for tests against published vectors. */
export function streamFrom(state: readonly [number, number, number, number]): RandomStream {
  let [a, b, c, d] = state;

  function word(): number {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  }

  function uniform(): number {
    const high = word() >>> 6;
    const low = word() >>> 6;
    return (high * 67108864 + low + 0.5) / 4503599627370496;
  }

  function below(bound: number): number {
    // Words past the last whole multiple of the bound would favour the small numbers.
    const limit = 4294967296 - (4294967296 % bound);
    let candidate = word();
    while (candidate >= limit) candidate = word();
    return candidate % bound;
  }

  return { word, uniform, below, normal: () => normalQuantile(uniform()) };
}

/** The same items in an order drawn from the stream, all orders equally likely (Fisher & Yates; Durstenfeld 1964). */
export function shuffled<Item>(items: readonly Item[], stream: RandomStream): Item[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = stream.below(last + 1);
    const item = mixed[last];
    const chosen = mixed[other];
    if (item === undefined || chosen === undefined) continue;
    mixed[last] = chosen;
    mixed[other] = item;
  }
  return mixed;
}

function stateOf(text: string): [number, number, number, number] {
  const state: [number, number, number, number] = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    state[0] = mixed32(state[0] ^ unit ^ state[3]);
    state[1] = mixed32(state[1] ^ Math.imul(unit, 0x9e3779b1) ^ state[0]);
    state[2] = mixed32(state[2] ^ Math.imul(unit, 0x85ebca77) ^ state[1]);
    state[3] = mixed32(state[3] ^ Math.imul(unit, 0xc2b2ae3d) ^ state[2]);
  }
  for (let round = 0; round < 4; round += 1) {
    state[0] = mixed32(state[0] ^ state[3] ^ (text.length + round));
    state[1] = mixed32(state[1] ^ state[0]);
    state[2] = mixed32(state[2] ^ state[1]);
    state[3] = mixed32(state[3] ^ state[2]);
  }
  // The generator stands still at four zeros.
  return state.every((part) => part === 0) ? [1, 2, 3, 4] : state;
}

/** MurmurHash3's final mixing of a word (Appleby 2011): one bit of input changes half the bits of output. */
function mixed32(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
