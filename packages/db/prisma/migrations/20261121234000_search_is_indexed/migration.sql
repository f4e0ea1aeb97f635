-- What is searched, derived from the records and rebuilt from them at will. It stands in a schema of its own: Prisma has no
-- type for words with positions and leaves other schemas alone.
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

CREATE SCHEMA search;

-- One document a record, all languages in it. Words are skeletons: A names, B places and themes, D texts.
CREATE TABLE search.doc (
  id text COLLATE "C" PRIMARY KEY,
  kind text NOT NULL,
  audience text[] NOT NULL,
  -- kind:PLACE, country:KZ, theme:water …
  facets text[] NOT NULL,
  year int,
  lat float8,
  lng float8,
  weight real NOT NULL,
  digest text NOT NULL,
  words tsvector NOT NULL,
  -- A and B alone: small, so that a first ordering unpacks no text.
  head tsvector NOT NULL,
  -- Titles, summaries and the beginning of bodies by language, for highlights.
  texts jsonb NOT NULL
);
CREATE INDEX doc_words ON search.doc USING GIN (words);
CREATE INDEX doc_facets ON search.doc USING GIN (facets);
CREATE INDEX doc_newest ON search.doc (year DESC NULLS LAST, id);

-- Every word, in how many documents it is, and one original spelling in Latin and in Cyrillic letters.
CREATE TABLE search.term (
  term text COLLATE "C" PRIMARY KEY,
  df int NOT NULL,
  latin text,
  cyrillic text,
  c1 text COLLATE "C" GENERATED ALWAYS AS (left(term, 1)) STORED,
  len int GENERATED ALWAYS AS (length(term)) STORED
);
CREATE INDEX term_near ON search.term (c1, len) INCLUDE (term, df);
CREATE INDEX term_long ON search.term (len) INCLUDE (term, df);

-- Whole names, their words joined, and how each is written: ustkamenogorsk, Усть-Каменогорск.
CREATE TABLE search.name (
  name text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  shown text NOT NULL,
  c1 text COLLATE "C" GENERATED ALWAYS AS (left(name, 1)) STORED,
  len int GENERATED ALWAYS AS (length(name)) STORED,
  PRIMARY KEY (name, id, shown)
);
CREATE INDEX name_near ON search.name (c1, len);
CREATE INDEX name_long ON search.name (len);
CREATE INDEX name_of ON search.name (id);

CREATE TABLE search.size (n int NOT NULL);
INSERT INTO search.size VALUES (0);

-- What was written since the index last looked. Only appended to, so that no writer waits for another.
CREATE TABLE search.mark (
  n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text NOT NULL,
  hide boolean NOT NULL DEFAULT false,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- An index that is fed: 'pg', or a generation of an engine outside.
CREATE TABLE search.target (
  name text PRIMARY KEY,
  index_uid text,
  index_created text,
  state text NOT NULL,
  settings_hash text,
  holder text,
  lease_until timestamptz,
  epoch int NOT NULL DEFAULT 0,
  since timestamptz NOT NULL DEFAULT now()
);
INSERT INTO search.target (name, state) VALUES ('pg', 'active');

-- The records each target has yet to be told of: a set, never longer than the number of records.
CREATE SEQUENCE search.seq;
CREATE TABLE search.dirty (
  target text NOT NULL REFERENCES search.target (name) ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  hide boolean NOT NULL DEFAULT false,
  task bigint,
  sent bigint,
  attempts int NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL DEFAULT now(),
  dead boolean NOT NULL DEFAULT false,
  error text,
  first_at timestamptz NOT NULL,
  PRIMARY KEY (target, id)
);

-- Marks the records that the rows of a statement are of; the argument names the column with their ids.
CREATE FUNCTION search.mark_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    EXECUTE format('INSERT INTO search.mark (id) SELECT DISTINCT %1$I FROM rows_now WHERE %1$I IS NOT NULL', TG_ARGV[0]);
  END IF;
  IF TG_OP <> 'INSERT' THEN
    EXECUTE format('INSERT INTO search.mark (id) SELECT DISTINCT %1$I FROM rows_before WHERE %1$I IS NOT NULL', TG_ARGV[0]);
  END IF;
  RETURN NULL;
END $$;

-- A hidden record is taken from every answer in the transaction that hides it; what its name stands in follows.
CREATE FUNCTION search.hide_at_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search.doc SET audience = '{}', digest = '' FROM rows_now, rows_before
    WHERE doc.id = rows_now.id AND rows_before.id = rows_now.id
      AND rows_now.visibility <> rows_before.visibility AND rows_now.visibility <> 'PUBLIC';
  INSERT INTO search.mark (id, hide)
    SELECT rows_now.id, true FROM rows_now JOIN rows_before USING (id)
    WHERE rows_now.visibility <> rows_before.visibility AND rows_now.visibility <> 'PUBLIC';
  RETURN NULL;
END $$;

DO $$
DECLARE
  watched record;
  event text;
  tables text;
BEGIN
  FOR watched IN SELECT * FROM (VALUES
    ('registry_entry', 'id'), ('claim', 'record_id'), ('source', 'id'), ('place', 'id'), ('place_name', 'place_id'),
    ('organization', 'id'), ('person', 'id'), ('office_holding', 'person_id'), ('theme', 'code'), ('programme', 'id'),
    ('programme_number', 'programme_id'), ('objective', 'programme_id'), ('partnership', 'id'), ('partnership_party', 'partnership_id'),
    ('partnership_theme', 'partnership_id'), ('outcome', 'partnership_id'), ('external_event', 'id'), ('activity', 'id'),
    ('activity_place', 'activity_id'), ('activity_theme', 'activity_id'), ('activity_period', 'activity_id'), ('output', 'id'),
    ('practice', 'id'), ('practice_section', 'practice_id'), ('practice_theme', 'practice_id'), ('competition', 'id'),
    ('award', 'competition_id'), ('statement', 'id'), ('statement_subject', 'code'), ('report', 'id')
  ) AS v (name, id_column) LOOP
    FOREACH event IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE'] LOOP
      tables := CASE event WHEN 'INSERT' THEN 'NEW TABLE AS rows_now' WHEN 'DELETE' THEN 'OLD TABLE AS rows_before'
        ELSE 'NEW TABLE AS rows_now OLD TABLE AS rows_before' END;
      EXECUTE format(
        'CREATE TRIGGER search_%s AFTER %s ON %I REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION search.mark_written(%L)',
        lower(event), event, watched.name, tables, watched.id_column);
    END LOOP;
  END LOOP;
END $$;

CREATE TRIGGER search_hide AFTER UPDATE ON registry_entry REFERENCING NEW TABLE AS rows_now OLD TABLE AS rows_before
  FOR EACH STATEMENT EXECUTE FUNCTION search.hide_at_once();

-- Everything that is there already waits to be indexed.
INSERT INTO search.mark (id) SELECT id FROM registry_entry;
