import { defineConfig } from "prisma/config";

// Read by Prisma's own tools; it is they who want a default export.
export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
});
