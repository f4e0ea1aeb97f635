import { expect, it } from "vitest";

import { assertNever } from "./assert-never.ts";

it("names the value nobody expected", () => {
  // A value that slipped past the types, as one from a newer peer may.
  expect(() => assertNever("WEEKLY" as never)).toThrow('"WEEKLY"');
});
