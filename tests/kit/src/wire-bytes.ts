import type { Page } from "playwright-core";

/** One request a page made. `bytes` is what came over the wire for it: headers and body, compressed as they were sent. */
export interface WireRequest {
  readonly url: string;
  readonly type: string;
  readonly bytes: number;
}

/** What a page cost: the sum, and each request in the order they finished. */
export interface WireBytes {
  readonly total: number;
  readonly requests: readonly WireRequest[];
}

/**
 * Opens an address with an empty cache and counts what came over the wire, until the page has loaded and no request is open.
 * A request that failed or was refused by the page's policy counts with the bytes that arrived. Waits at most `quietMs` for
 * requests that go on after the load, such as an event stream, and leaves those out.
 */
export async function wireBytes(page: Page, url: string, quietMs = 5_000): Promise<WireBytes> {
  const session = await page.context().newCDPSession(page);
  const open = new Map<string, { url: string; type: string }>();
  const requests: WireRequest[] = [];
  let whenQuiet = () => {};

  const finish = (requestId: string, bytes: number) => {
    const request = open.get(requestId);
    if (!request) return;
    open.delete(requestId);
    requests.push({ ...request, bytes });
    if (open.size === 0) whenQuiet();
  };

  session.on("Network.requestWillBeSent", (event) => {
    // A redirect reuses the id: its own bytes are only in this event.
    if (event.redirectResponse) finish(event.requestId, event.redirectResponse.encodedDataLength);
    open.set(event.requestId, { url: event.request.url, type: event.type ?? "Other" });
  });
  session.on("Network.loadingFinished", (event) => finish(event.requestId, event.encodedDataLength));
  session.on("Network.loadingFailed", (event) => finish(event.requestId, 0));

  try {
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    await page.goto(url, { waitUntil: "load" });
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, quietMs);
      whenQuiet = () => {
        clearTimeout(timer);
        resolve();
      };
      if (open.size === 0) whenQuiet();
    });
  } finally {
    await session.detach();
  }
  return { total: requests.reduce((sum, request) => sum + request.bytes, 0), requests };
}
