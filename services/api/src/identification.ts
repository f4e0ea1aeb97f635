import type { Identified, Identity, NotIdentified } from "@dostyk/identity";
import { anonymous } from "@dostyk/kernel";

/** The headers that say who asks, as node:http spells them. */
export type Claimed = {
  readonly cookie?: string | undefined;
  readonly authorization?: string | undefined;
  readonly origin?: string | undefined;
  readonly "x-dostyk-client-ip"?: string | readonly string[] | undefined;
};

/** Finds out who asks. */
export type Identify = (claimed: Claimed) => Promise<Identified | NotIdentified> | Identified;

const nobody: Identified = { viewer: anonymous, setCookie: [] };

/** Nearly everybody says nothing about themselves, and for them nothing is looked up. */
export function identification(identity: Identity | undefined): Identify {
  return (claimed) => {
    if (identity === undefined || (claimed.cookie === undefined && claimed.authorization === undefined)) return nobody;
    const headers = new Headers();
    for (const name of ["cookie", "authorization", "origin"] as const) if (claimed[name] !== undefined) headers.set(name, claimed[name]);
    return identity.identify(headers);
  };
}

/** Tells the two outcomes apart. */
export function isStranger(who: Identified | NotIdentified): who is NotIdentified {
  return "status" in who;
}
