import { hash, verify } from "@node-rs/argon2";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

/** The fewest and the most characters of a password. More would only be work for the estimator. */
export const passwordLength = { min: 12, max: 128 } as const;

// argon2id, OWASP Password Storage Cheat Sheet: m = 19 MiB, t = 2, p = 1. The library's default algorithm is argon2id.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// Of zxcvbn's scores from 0 to 4, 3 is "safely unguessable": more than 10^8 guesses (Wheeler 2016).
const leastScore = 3;

let estimator: ZxcvbnFactory | undefined;

/** The hash of a password in PHC string format, made outside of the event loop. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** Whether the password is the one that was hashed. A hash that cannot be read fits no password. */
export async function passwordFits({ hash: kept, password }: { readonly hash: string; readonly password: string }): Promise<boolean> {
  try {
    return await verify(kept, password);
  } catch {
    return false;
  }
}

/** Whether many people use the password, or it is made of what anybody knows of this person. Lengths are checked elsewhere. */
export function easilyGuessed(password: string, knownOfThePerson: readonly string[] = []): boolean {
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: passwordLength.max });
  const known = knownOfThePerson.flatMap((text) => [text, ...text.split(/[\s@.]+/u)]).filter((word) => word.length > 2);
  return estimator.check(password.slice(0, passwordLength.max), known).score < leastScore;
}
