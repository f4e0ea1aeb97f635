import { describe, expect, it } from "vitest";
import { connect } from "@dostyk/db";
import { createFarewell } from "./farewell.ts";
import { servedApi } from "./testing.ts";

describe("a farewell", () => {
  it("is said to all who hold a line and to nobody twice, and one that fails keeps it from no other", () => {
    const heard: string[] = [];
    const farewell = createFarewell();
    farewell.onGoodbye(() => {
      throw new Error("its line is gone");
    });
    farewell.onGoodbye(() => heard.push("one"));
    const forget = farewell.onGoodbye(() => heard.push("ended before"));
    forget();
    farewell.sayGoodbye();
    farewell.sayGoodbye();
    expect(heard).toEqual(["one"]);
  });

  it("is said at once to a line that opens after it", () => {
    const farewell = createFarewell();
    farewell.sayGoodbye();
    const heard: string[] = [];
    farewell.onGoodbye(() => heard.push("late"));
    expect(heard).toEqual(["late"]);
  });

  it("ends an event stream with a last event when the server closes", async () => {
    const nowhere = connect("postgres://reader@127.0.0.1:1/none");
    const farewell = createFarewell();
    const site = {
      fetch: () => {
        const events = new ReadableStream<Uint8Array>({
          start(stream) {
            stream.enqueue(new TextEncoder().encode("event: progress\n\n"));
            farewell.onGoodbye(() => {
              stream.enqueue(new TextEncoder().encode("event: goodbye\n\n"));
              stream.close();
            });
          },
        });
        return new Response(events, { headers: { "content-type": "text/event-stream" } });
      },
    };
    const served = await servedApi({ prisma: nowhere.prisma, site, edge: { sayGoodbye: farewell.sayGoodbye } });
    const response = await fetch(`${served.url}/progress`);
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toContain("progress");
    const closed = served.close();
    const last = await reader?.read();
    expect(new TextDecoder().decode(last?.value)).toContain("event: goodbye");
    await closed;
    await nowhere.close();
  });
});
