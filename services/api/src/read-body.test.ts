import { PassThrough } from "node:stream";
import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { readBody } from "./read-body.ts";

function incoming(announced?: number): PassThrough & IncomingMessage {
  const stream = new PassThrough();
  // The reader looks at the headers and the stream and nothing else.
  return Object.assign(stream, { headers: announced === undefined ? {} : { "content-length": String(announced) } }) as never;
}

describe("readBody()", () => {
  it("reads a body that comes in pieces", async () => {
    const request = incoming();
    const body = readBody(request, 100, 1_000);
    request.write("дос");
    request.end("тық");
    expect(String(await body)).toBe("достық");
  });

  it("says so when a body is longer than allowed, announced or not", async () => {
    expect(await readBody(incoming(100_000), 100, 1_000)).toBe("too large");
    const request = incoming();
    const body = readBody(request, 100, 1_000);
    request.end("x".repeat(101));
    expect(await body).toBe("too large");
  });

  it("does not wait for the end of an endless body", async () => {
    const request = incoming();
    const body = readBody(request, 10, 60_000);
    request.write("x".repeat(200));
    expect(await body).toBe("too large");
  });

  it("does not wait for the rest of a body that stays out", async () => {
    const request = incoming();
    request.write("half");
    expect(await readBody(request, 100, 10)).toBe("too slow");
  });

  it("says so when the client goes away", async () => {
    const request = incoming();
    const body = readBody(request, 100, 1_000);
    request.destroy(new Error("aborted"));
    expect(await body).toBe("broken off");
  });
});
