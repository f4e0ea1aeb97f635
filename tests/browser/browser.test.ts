import { createServer } from "node:http";
import type { Server } from "node:http";
import { gzipSync } from "node:zlib";
import { axe, describeWithBrowser, launchBrowser, NoBrowserFound, wireBytes } from "@dostyk/kit";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";

const stylesheet = "body { color: #0b0c0c }\n".repeat(400);
const compressed = gzipSync(stylesheet);

const good = `<!doctype html><html lang="en"><head><title>Partnerships</title><link rel="stylesheet" href="/page.css"></head>
<body><main><h1>Partnerships</h1><p>Helena and Kokshetau</p></main></body></html>`;

// Breaks five promises: no language, low contrast, a picture and a field without words, targets that touch.
const bad = `<!doctype html><html><head><title>Bad</title></head><body><main><h1>Bad</h1>
<p style="color:#aaa;background:#bbb">Hardly to be read</p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
<input type="text"><a href="/a" style="display:inline-block;width:8px;height:8px;overflow:hidden">a</a><a href="/b"
style="display:inline-block;width:8px;height:8px;overflow:hidden">b</a></main></body></html>`;

const scripted = `<!doctype html><html lang="en"><head><title>Policy</title></head>
<body><main><h1>unchanged</h1></main><script>document.querySelector("h1").textContent = "changed"</script></body></html>`;

describeWithBrowser("a real browser", (browser) => {
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === "/page.css") {
        response.writeHead(200, { "content-type": "text/css", "content-encoding": "gzip" }).end(compressed);
        return;
      }
      const page = { "/": good, "/bad": bad, "/policy": scripted }[request.url ?? ""];
      response
        .writeHead(page ? 200 : 404, {
          "content-type": "text/html; charset=utf-8",
          ...(request.url === "/policy" ? { "content-security-policy": "script-src 'self'" } : {}),
        })
        .end(page ?? "");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The test server has no port");
    origin = `http://127.0.0.1:${address.port}`;
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it("draws a page, Kazakh letters included", async () => {
    const context = await browser().newContext({ viewport: { width: 320, height: 200 } });
    const page = await context.newPage();
    const widths: number[] = [];
    for (const letters of ["ӘҒҚҢӨҰҮҺ", "\u{10ffff}".repeat(8)]) {
      await page.setContent(`<html lang="kk"><title>t</title><span style="font-size:32px">${letters}</span></html>`);
      widths.push(await page.evaluate("document.querySelector('span').getBoundingClientRect().width"));
    }
    const picture = await page.screenshot();
    await context.close();

    expect(picture.subarray(1, 4).toString()).toBe("PNG");
    // Letters that no font has are all drawn as the same box; letters that one has are not.
    expect(widths[0]).toBeGreaterThan(100);
    expect(widths[0]).not.toBe(widths[1]);
  });

  it("keeps several contexts open at once", async () => {
    const contexts = await Promise.all([browser().newContext(), browser().newContext(), browser().newContext()]);
    const titles = await Promise.all(
      contexts.map(async (context) => {
        const page = await context.newPage();
        await page.goto(origin);
        return page.title();
      }),
    );
    await Promise.all(contexts.map((context) => context.close()));

    expect(titles).toEqual(["Partnerships", "Partnerships", "Partnerships"]);
  });

  it("obeys a page's content security policy", async () => {
    const context = await browser().newContext();
    const page = await context.newPage();
    await page.goto(`${origin}/policy`);
    const heading = await page.locator("h1").textContent();
    await context.close();

    expect(heading).toBe("unchanged");
  });

  it("refuses to read another origin", async () => {
    const context = await browser().newContext();
    const page = await context.newPage();
    await page.goto(origin);
    const answer = await page.evaluate(
      `fetch(${JSON.stringify(origin.replace("127.0.0.1", "localhost"))}).then(() => "read", () => "refused")`,
    );
    await context.close();

    expect(answer).toBe("refused");
  });

  it("finds nothing wrong with an accessible page", async () => {
    const context = await browser().newContext();
    const page = await context.newPage();
    await page.goto(origin);
    const violations = await axe(page);
    await context.close();

    expect(violations).toEqual([]);
  });

  it("finds contrast, missing words, language and target size on a bad page", async () => {
    const context = await browser().newContext();
    const page = await context.newPage();
    await page.goto(`${origin}/bad`);
    const rules = (await axe(page)).map((violation) => violation.rule);
    await context.close();

    expect(rules).toEqual(expect.arrayContaining(["color-contrast", "html-has-lang", "image-alt", "label", "target-size"]));
  });

  it("counts bytes as they came over the wire", async () => {
    const context = await browser().newContext();
    const page = await context.newPage();
    const first = await wireBytes(page, origin);
    const again = await wireBytes(page, origin);
    await context.close();

    const style = first.requests.find((request) => request.type === "Stylesheet");
    expect(first.requests.map((request) => new URL(request.url).pathname).toSorted()).toEqual(["/", "/page.css"]);
    expect(style?.bytes).toBeGreaterThan(compressed.length);
    expect(style?.bytes).toBeLessThan(compressed.length + 500);
    expect(first.total).toBeGreaterThan(good.length);
    expect(again.total).toBe(first.total);
  });
});

describe("launchBrowser()", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it("says what to do when CHROMIUM_PATH names nothing", async () => {
    vi.stubEnv("CHROMIUM_PATH", "/nowhere/chromium");

    await expect(launchBrowser()).rejects.toThrow(NoBrowserFound);
    await expect(launchBrowser()).rejects.toThrow("/nowhere/chromium, which does not exist. Install Chromium, or set CHROMIUM_PATH");
  });

  it("says what to do when CHROMIUM_PATH names something else", async () => {
    vi.stubEnv("CHROMIUM_PATH", process.execPath);

    await expect(launchBrowser()).rejects.toThrow("did not start. Install Chromium, or set CHROMIUM_PATH");
  });
});
