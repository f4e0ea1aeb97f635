import type { IncomingMessage } from "node:http";

/** Why a body could not be had. */
export type BodyProblem = "too large" | "too slow" | "broken off";

// A client that hears of its mistake only after it has sent everything should not find the line cut before.
const patience = 10;

/** Reads the whole body, at most `bytes` and for at most `timeoutMs`. */
export function readBody(request: IncomingMessage, bytes: number, timeoutMs: number): Promise<Buffer | BodyProblem> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > bytes * patience) return Promise.resolve("too large");
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const timer = setTimeout(finish, timeoutMs, "too slow");
    request.on("data", read);
    request.on("end", end);
    // Stays: an error that nobody listens to would end the process.
    request.on("error", breakOff);
    request.on("close", breakOff);

    function read(chunk: Buffer): void {
      length += chunk.length;
      if (length <= bytes) chunks.push(chunk);
      else if (length > bytes * patience) finish("too large");
    }
    function end(): void {
      finish(length > bytes ? "too large" : Buffer.concat(chunks, length));
    }
    function breakOff(): void {
      finish("broken off");
    }
    function finish(result: Buffer | BodyProblem): void {
      clearTimeout(timer);
      request.off("data", read);
      request.off("end", end);
      request.off("close", breakOff);
      resolve(result);
    }
  });
}
