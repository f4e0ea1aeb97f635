-- The plain search looks for parts of names. A trigram index finds them without reading every record.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Prisma compares the schema with every index it can express, and would drop one that the schema does not name.
-- It leaves partial indexes alone; the condition holds for every row, and LIKE implies it.
CREATE INDEX "registry_entry_search_text_trgm" ON "registry_entry" USING GIN ("search_text" gin_trgm_ops)
  WHERE "search_text" IS NOT NULL;
