import ipaddr from "ipaddr.js";
import { remembered } from "./remembered.ts";

/** What is known of where a request came from. */
export interface RequestPath {
  /** Who holds the other end of the line; undefined when it is gone. */
  readonly socketAddress: string | undefined;
  /** The header X-Forwarded-For: each proxy adds at its right end the address it was asked from. Anybody may write the rest. */
  readonly forwardedFor: string | undefined;
  /** How many proxies of the operator's stand in front. */
  readonly trustedProxies: number;
}

/** What stands where no address can be told. */
export const unknownAddress = "unknown";

/**
 * The address of the client: the other end of the line, or with n trusted proxies the nth address of X-Forwarded-For counted
 * from the right, which the outermost of these proxies wrote. What is left of it the client may have made up, so it is not
 * read. Where that place is empty or no address, the nearest place to its right that holds one is taken.
 *
 * Addresses come out in one form each: without port, brackets and zone, IPv6 in RFC 5952's, IPv4 in IPv6 as IPv4.
 */
export function clientAddress({ socketAddress, forwardedFor, trustedProxies }: RequestPath): string {
  const forwarded = trustedProxies === 0 ? [] : (forwardedFor ?? "").split(",").slice(-trustedProxies);
  for (const place of [...forwarded, socketAddress ?? ""]) {
    const address = plainAddress(place);
    if (address !== "") return address;
  }
  return unknownAddress;
}

/**
 * What one client can hardly have many of: an IPv4 address, or the /64 that an IPv6 reader is given as a whole and may take
 * any address of (RFC 6177 §2).
 */
export const clientNetwork: (address: string) => string = remembered((address) => {
  if (!ipaddr.IPv6.isValid(address)) return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toRFC5952String()}/64`;
});

/** Whether the address is this computer's own. */
export function isLoopbackAddress(address: string): boolean {
  return rangeOf(address) === "loopback";
}

/** Whether the address belongs to this computer or to a network of its owner's, as a proxy's does and a reader's hardly ever. */
export function isNearbyAddress(address: string): boolean {
  return ["loopback", "private", "uniqueLocal", "linkLocal"].includes(rangeOf(address));
}

const rangeOf = remembered((address) => (ipaddr.isValid(address) ? ipaddr.parse(address).range() : "none"));

// "203.0.113.7:1234", "[2001:db8::1]:1234" (RFC 7239 §6), "[2001:db8::1]".
const withPort = /^(?:\[(?<six>[^\]]+)\](?::\d{1,5})?|(?<four>[\d.]+):\d{1,5})$/u;

// The same few addresses ask again and again, and reading one costs more than all else at the edge.
const plainAddress = remembered((text) => readAddress(text) ?? "");

function readAddress(text: string): string | undefined {
  const given = text.trim();
  const { six, four } = withPort.exec(given)?.groups ?? {};
  const address = (six ?? four ?? given).replace(/%.*$/u, "");
  // Not the old forms "1.2" and "0x7f000001": no proxy writes them.
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address).toString();
  if (!ipaddr.IPv6.isValid(address)) return undefined;
  const parsed = ipaddr.IPv6.parse(address);
  return parsed.isIPv4MappedAddress() ? parsed.toIPv4Address().toString() : parsed.toRFC5952String();
}
