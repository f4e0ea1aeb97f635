/** What a setting may be. Pure. */

/** Bytes of the shortest secret: as many as the hash has that is keyed with it (RFC 2104 §3). */
export const secretBytes = 32;

/** A word repeated, or one key held down, is long and no secret. */
export function isEasilyGuessed(secret: string): boolean {
  return new Set(secret).size < 8 || /change.?me|password|example|(?:^|\W)secret(?:\W|$)/iu.test(secret);
}

/** A host by which only this computer is reached. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/u.test(host);
}

/** `postgres://` or `postgresql://`. */
export function isPostgresUrl(text: string): boolean {
  return hasProtocol(text, ["postgres:", "postgresql:"]);
}

/** `smtp://` or `smtps://` with a host. */
export function isMailServer(text: string): boolean {
  return hasProtocol(text, ["smtp:", "smtps:"]) && new URL(text).hostname !== "";
}

/** One address, with a name before it or without. */
export function isMailAddress(text: string): boolean {
  const address = /^[^<>\r\n]*<([^<>]+)>$/u.exec(text)?.[1] ?? text;
  return /^[^\s@<>,;]+@[^\s@<>,;]+$/u.test(address);
}

/** http or https and a host, without a path. */
export function isOrigin(text: string): boolean {
  if (!hasProtocol(text, ["http:", "https:"])) return false;
  const { pathname, search, hash, username } = new URL(text);
  return `${pathname}${search}${hash}${username}` === "/";
}

function hasProtocol(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}
