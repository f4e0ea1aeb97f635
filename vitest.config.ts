import { createRequire } from "node:module";
import { defineConfig } from "vitest/config";
import { totalLineReporter } from "./tests/kit/src/total-line-reporter.ts";

const { resolve } = createRequire(import.meta.url);

const sources = ["packages/*/src/**/*.test.{ts,tsx}", "services/*/src/**/*.test.{ts,tsx}"];
const database = ["**/*.db.test.{ts,tsx}"];

export default defineConfig({
  resolve: {
    // Vite would take graphql's `module` file and Node its `main`: two copies, and each refuses the other's schema
    // ("from another module or realm").
    alias: [{ find: /^graphql$/, replacement: resolve("graphql") }],
  },
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    maxWorkers: 2,
    // A test that fails by hanging says so here, and not at the end of CI's patience.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    env: { TZ: "UTC" },
    setupFiles: ["tests/kit/src/property-seed.ts"],
    reporters: ["default", totalLineReporter()],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [...sources, "tests/{architecture,kit,load}/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...database],
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: [...database, "tests/{system,contract,interop,federation}/**/*.test.{ts,tsx}"],
          exclude: ["**/node_modules/**"],
          // Only this project starts a server: `vitest --project unit` needs none.
          globalSetup: ["tests/kit/src/database-server.ts"],
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.{ts,tsx}"],
          exclude: ["**/node_modules/**"],
          testTimeout: 90_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
