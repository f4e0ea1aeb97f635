import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { SchemaEngine as Engine } from "@prisma/schema-engine-wasm";
import { migrationAdapter } from "./migration-adapter.ts";

/**
 * Prisma's schema engine over the database at `url`. It is WebAssembly, so nothing has to be downloaded.
 * `close()` ends its connections.
 */
export async function schemaEngine(url: string): Promise<{ engine: Engine; close(): Promise<void> }> {
  const SchemaEngine = await loadEngine();
  const adapter = migrationAdapter(url);
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, adapter.factory);
  const close = async (): Promise<void> => {
    engine.free();
    await adapter.close();
  };
  return { engine, close };
}

// Node has it; TypeScript declares it for browsers only.
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
};

let loaded: Promise<typeof Engine> | undefined;

/** The package's own entry imports the .wasm file as a module, which Node calls experimental and warns about. */
function loadEngine(): Promise<typeof Engine> {
  return (loaded ??= (async () => {
    const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
    const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
    const file = join(folder, "schema_engine_bg.wasm");
    const { instance } = await WebAssembly.instantiate(await readFile(file), { "./schema_engine_bg.js": bindings });
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: panic } });
    bindings.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
    return bindings.SchemaEngine;
  })());
}

/** The engine looks for this by name when it meets what it did not expect; without it the reason is lost. */
function panic(message: string): never {
  throw new Error(`Prisma's schema engine gave up: ${message}`);
}
