import { Agent, request as httpRequest } from "node:http";
import type { Request } from "./operations.ts";

const agent = new Agent({ keepAlive: true });

/** Sends one request and answers with the body. Any status but 200 is an error. */
export function ask(port: number, { path, body }: Request): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", accept: "application/json", "content-length": Buffer.byteLength(body) };
    const sent = httpRequest({ agent, host: "127.0.0.1", port, path, method: "POST", headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${path} answered ${response.statusCode}: ${text.slice(0, 500)}`));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
