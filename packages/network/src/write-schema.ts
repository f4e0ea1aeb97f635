// Writes schema.graphql beside this room: `pnpm --filter @dostyk/network schema`. A test fails while it is not current.
import { writeFileSync } from "node:fs";
import { schemaText } from "./schema.ts";

writeFileSync(new URL("../schema.graphql", import.meta.url), schemaText());
