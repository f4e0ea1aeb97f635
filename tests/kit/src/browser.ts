import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import type { Browser, LaunchOptions } from "playwright-core";
import { afterAll, beforeAll, describe, it } from "vitest";
import { bundledChromium, bundledChromiumFits } from "./bundled-chromium.ts";

/** No Chromium could be started. The message says what was tried and what to do. */
export class NoBrowserFound extends Error {
  constructor(why: string, options?: ErrorOptions) {
    super(`${why} Install Chromium, or set CHROMIUM_PATH to the file that starts one.`, options);
    this.name = "NoBrowserFound";
  }
}

interface Executable {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

const systemChromium = "/usr/bin/chromium";

// No sandbox because tests may run as root, where Chromium refuses to start with one; the rest keeps it from calling home.
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-quic",
  "--no-first-run",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts a headless Chromium: the one `CHROMIUM_PATH` names, else /usr/bin/chromium, else the one that comes with npm's
 * @sparticuz/chromium, which is unpacked into the project's cache folder the first time. The caller closes it.
 * @throws NoBrowserFound when there is none, or it does not start
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const executable = await findExecutable();
  try {
    return await chromium.launch({
      ...options,
      executablePath: executable.executablePath,
      args: [...executable.args, ...(options.args ?? [])],
      env: { ...definedIn(executable.env), ...options.env },
    });
  } catch (cause) {
    throw new NoBrowserFound(`The Chromium at ${executable.executablePath} did not start.`, { cause });
  }
}

/**
 * A `describe` whose tests share one browser, started before the first and closed after the last. Where no browser can be had, the group is
 * one skipped test whose name says so; under `CI` it fails instead, because there the tests must run.
 */
export function describeWithBrowser(name: string, tests: (browser: () => Browser) => void): void {
  describe(name, () => {
    if (!mayHaveBrowser() && !process.env["CI"]) {
      it.skip("skipped: no Chromium on this system and none in npm for it; set CHROMIUM_PATH to the file that starts one", () => {});
      return;
    }
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser?.close();
    });
    tests(() => {
      if (!browser) throw new Error("The browser is there only while the tests of its group run");
      return browser;
    });
  });
}

function mayHaveBrowser(): boolean {
  return Boolean(process.env["CHROMIUM_PATH"]) || existsSync(systemChromium) || bundledChromiumFits();
}

async function findExecutable(): Promise<Executable> {
  const named = process.env["CHROMIUM_PATH"];
  if (named) {
    if (!existsSync(named)) throw new NoBrowserFound(`CHROMIUM_PATH names ${named}, which does not exist.`);
    return { executablePath: named, args, env: process.env };
  }
  if (existsSync(systemChromium)) return { executablePath: systemChromium, args, env: process.env };
  if (!bundledChromiumFits()) {
    throw new NoBrowserFound(`No Chromium on this system, and npm has none for ${process.platform} on ${process.arch}.`);
  }
  const bundled = await bundledChromium();
  return { ...bundled, args: [...new Set([...bundled.args, ...args])] };
}

function definedIn(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
