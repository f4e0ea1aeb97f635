/** The cookies of one request and its answer: who the reader is, and what they are to be from now on. */

/** Carries a reader's cookies through one request. */
export interface Visitor {
  /** The Cookie header as it is by now: cookies set meanwhile are in it. */
  cookie(): string | undefined;
  /** Whether the reader says to be signed in by now; whether they are, the API knows. */
  signedIn(): boolean;
  /** Remembers cookies for the answer, and for what is asked later in the same request. */
  keep(setCookie: readonly string[]): void;
  /** What the answer sets: of each cookie what was said last. */
  kept(): readonly string[];
}

const loginCookies = ["dostyk.session_token", "__Secure-dostyk.session_token"];

/** A visitor by the Cookie header of their request. */
export function visitorOf(header: string | undefined): Visitor {
  const cookies = new Map<string, string>();
  for (const pair of (header ?? "").split(";")) {
    const [name = "", ...value] = pair.split("=");
    if (name.trim() !== "") cookies.set(name.trim(), value.join("=").trim());
  }
  const kept = new Map<string, string>();
  return {
    cookie: () => (cookies.size === 0 ? undefined : [...cookies].map(([name, value]) => `${name}=${value}`).join("; ")),
    signedIn: () => loginCookies.some((name) => cookies.has(name)),
    kept: () => [...kept.values()],
    keep(setCookie) {
      for (const line of setCookie) {
        const [, name = "", value = ""] = /^([^=;]+)=([^;]*)/u.exec(line) ?? [];
        kept.set(name, line);
        if (value === "" || /;\s*max-age=0/iu.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
    },
  };
}
