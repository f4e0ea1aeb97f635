import type { IncomingMessage } from "node:http";
import { clientAddress, isNearbyAddress } from "./client-address.ts";

/** The header by which everything behind the edge learns who asks. Whatever comes from outside under this name is thrown away. */
const clientAddressHeader = "x-dostyk-client-ip";

/** What the edge found out about a request. */
export interface Admitted {
  readonly address: string;
  /** A proxy's own id for the request where it sent a sound one, so that its log and ours can be laid side by side. */
  readonly requestId: string;
  /** A proxy nearby spoke of somebody else behind it, and none is trusted. From afar anybody may make that up. */
  readonly proxyUnheard: boolean;
}

/**
 * Marks a request at the one place where outside ends: sets the client's address and the request's id for all that stands
 * behind, API and website alike, and takes away what could make them believe another host, protocol or address.
 */
export function admit(request: IncomingMessage, trustedProxies: number, newRequestId: () => string): Admitted {
  const { headers } = request;
  const forwardedFor = [headers["x-forwarded-for"] ?? []].flat().join(",") || undefined;
  const address = clientAddress({ socketAddress: request.socket.remoteAddress, forwardedFor, trustedProxies });
  const given = headers["x-request-id"];
  const requestId = typeof given === "string" && /^[\w-]{8,64}$/u.test(given) ? given : newRequestId();
  replaceHeaders(request, { [clientAddressHeader]: address, "x-request-id": requestId });
  return { address, requestId, proxyUnheard: trustedProxies === 0 && forwardedFor !== undefined && isNearbyAddress(address) };
}

const believedByLibraries = ["forwarded", "x-real-ip", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto"];

// Web requests are made of the raw list, node's own listeners read the object: both say the same afterwards.
function replaceHeaders(request: IncomingMessage, own: Readonly<Record<string, string>>): void {
  const gone = new Set([...believedByLibraries, ...Object.keys(own)]);
  for (const name of gone) delete request.headers[name];
  Object.assign(request.headers, own);
  const kept: string[] = [];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const [name = "", value = ""] = request.rawHeaders.slice(index, index + 2);
    // A header named with an underscore is the same one to some programs.
    if (!gone.has(name.toLowerCase().replaceAll("_", "-"))) kept.push(name, value);
  }
  request.rawHeaders = [...kept, ...Object.entries(own).flat()];
}
