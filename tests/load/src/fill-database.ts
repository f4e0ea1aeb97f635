import type { Pool } from "pg";

/** How many records of each type the database holds. */
export type Sizes = { readonly places: number; readonly partnerships: number; readonly activities: number; readonly practices: number };

/** The sizes every published figure stands on. */
export const sizes: Sizes = { places: 10_000, partnerships: 20_000, activities: 60_000, practices: 100_000 };

/** ISO 3166-1 codes the places are spread over, evenly. */
export const countries = [
  "KZ",
  "US",
  "KG",
  "UZ",
  "TJ",
  "RU",
  "PL",
  "SK",
  "DE",
  "FR",
  "GB",
  "SE",
  "FI",
  "EE",
  "LV",
  "LT",
  "CZ",
  "HU",
  "TR",
  "GE",
];

/** The sorts of partnership in the database, evenly too. */
export const partnershipKinds = ["SISTER_CITY", "FRIENDSHIP", "RESOURCE_CITIES", "TWINNING", "TRILATERAL", "CITY_RAYON"];

/** Written into every record; the servers are started as this node. */
export const homeNode = "http://localhost:4000";

/**
 * Fills a migrated, empty database, the same each time: what looks random is a hash of the record's number. The servers
 * of the benchmark read it; it holds only what is public, for PostGraphile knows nothing of hidden records.
 */
export async function fillDatabase(pool: Pool, { places, partnerships, activities, practices }: Sizes): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SET statement_timeout = 0; SET synchronous_commit = off; SET work_mem = '64MB'");
    // Every key written here is one of those made here; looking each up again takes as long as all the rest.
    const { rows } = await client.query<{ may: boolean }>("SELECT rolsuper AS may FROM pg_roles WHERE rolname = current_user");
    if (rows[0]?.may === true) await client.query("SET session_replication_role = replica");
    await client.query(functions);
    await client.query(records("place", "PLACE", "Place", places));
    await client.query(records("partnership", "PARTNERSHIP", "Partnership", partnerships));
    await client.query(records("activity", "ACTIVITY", "Exchange", activities));
    await client.query(records("practice", "PRACTICE", "Practice", practices));
    await client.query("ANALYZE record");
    await client.query(registry);
    await client.query(placeRows);
    await client.query(partnershipRows);
    await client.query(activityRows);
    await client.query(practiceRows);
    await client.query(afterwards);
    // The visibility map lets a count be answered from an index alone, as it is on a node that has been up for a day.
    await client.query("VACUUM (ANALYZE)");
    await client.query("CHECKPOINT");
  } finally {
    client.release(true);
  }
}

const list = (values: readonly string[]) => `ARRAY[${values.map((value) => `'${value}'`).join(",")}]`;

// A ULID of ours: time first, then what looks random. `kind` keeps the four types' ids apart.
const functions = `
  CREATE FUNCTION draw(n bigint, salt text, below int) RETURNS int IMMUTABLE LANGUAGE sql AS
    $$ SELECT ((hashint8extended(n, hashtext(salt)) & 9223372036854775807) % below)::int $$;
  CREATE FUNCTION record_id(kind text, n bigint) RETURNS text IMMUTABLE LANGUAGE sql AS
    $$ SELECT '01' || lpad(n::text, 8, '0') || lpad(upper(to_hex(hashint8extended(n, hashtext(kind)))), 16, '0') $$;
  CREATE FUNCTION pick(n bigint, salt text, choices text[]) RETURNS text IMMUTABLE LANGUAGE sql AS
    $$ SELECT choices[1 + draw(n, salt, cardinality(choices))] $$;
  CREATE TEMPORARY TABLE record (kind text, type text, n bigint, id text, slug text, titles jsonb, sort text);`;

const syllables = list(["al", "bek", "dar", "ekib", "kara", "lo", "mir", "nar", "or", "pav", "sem", "tal", "ur", "zhez", "hel", "tuc"]);

function records(kind: string, type: string, word: string, count: number): string {
  return `
    INSERT INTO record
    SELECT '${kind}', '${type}', n, record_id('${kind}', n), '${kind}-' || n,
      jsonb_build_object('en', label || ' ${word} ' || n, 'ru', label || ' – запись ' || n, 'kk', label || ' – жазба ' || n),
      lower(label) || ' ${word.toLowerCase()} ' || lpad(n::text, 6, '0')
    FROM generate_series(1, ${count}) AS n,
      LATERAL (SELECT initcap(pick(n, '${kind} 1', ${syllables}) || pick(n, '${kind} 2', ${syllables}) || pick(n, '${kind} 3', ${syllables})) AS label) AS named`;
}

const identity = `id, '${homeNode}/id/' || kind || '/' || id, slug, '${homeNode}', titles`;

const registry = `
  INSERT INTO registry_entry (id, type, uri, slug, home_node, titles, search_text)
  SELECT id, type::"RecordType", '${homeNode}/id/' || kind || '/' || id, slug, '${homeNode}', titles, lower(titles ->> 'en')
  FROM record`;

const summaries = `jsonb_build_object(
  'en', repeat('What was done and what came of it, told in a few words. ', 6),
  'ru', repeat('Что сделали и что из этого вышло, в нескольких словах. ', 6),
  'kk', repeat('Не істелді және одан не шықты, қысқаша айтылған. ', 6))`;

const placeRows = `
  INSERT INTO place (id, uri, slug, home_node, titles, title_sort, kind, country_code, latitude, longitude)
  SELECT ${identity}, sort, pick(n, 'kind', ARRAY['CITY', 'TOWN', 'VILLAGE'])::"PlaceKind", pick(n, 'country', ${list(countries)}),
    draw(n, 'latitude', 1600) / 10.0 - 80, draw(n, 'longitude', 3600) / 10.0 - 180
  FROM record WHERE kind = 'place'`;

const partnershipRows = `
  INSERT INTO partnership (id, uri, slug, home_node, titles, title_sort, summaries, kind, status, confirmation, start_edtf, dated_on)
  SELECT ${identity}, sort, ${summaries}, pick(n, 'partnership kind', ${list(partnershipKinds)})::"PartnershipKind",
    pick(n, 'status', ARRAY['ACTIVE', 'DORMANT', 'ENDED'])::"PartnershipStatus", 'HISTORICAL', day::text, day
  FROM record, LATERAL (SELECT date '1990-01-01' + draw(n, 'started', 7000) AS day) AS started WHERE kind = 'partnership';

  INSERT INTO partnership_party (partnership_id, position, place_id, confirmation)
  SELECT id, position, record_id('place', 1 + (first + position * apart) % places), 'HISTORICAL'
  FROM record, generate_series(0, 1) AS position,
    LATERAL (SELECT count(*)::int AS places FROM place) AS counted,
    LATERAL (SELECT draw(n, 'first party', places) AS first, 1 + draw(n, 'second party', places - 1) AS apart) AS drawn
  WHERE kind = 'partnership'`;

const activityRows = `
  CREATE TEMPORARY TABLE trip AS
  SELECT record.*, record_id('partnership', p) AS partnership, date '1992-01-01' + draw(n, 'held', 7000) AS day, draw(n, 'host', 2) AS host
  FROM record, LATERAL (SELECT 1 + draw(n, 'partnership', (SELECT count(*)::int FROM partnership)) AS p) AS drawn
  WHERE kind = 'activity';

  INSERT INTO activity (id, uri, slug, home_node, titles, title_sort, summaries, kind, status, country_code, partnership_id, dated_on)
  SELECT trip.id, '${homeNode}/id/activity/' || trip.id, trip.slug, '${homeNode}', trip.titles, sort, ${summaries},
    pick(n, 'activity kind', ARRAY['TECHNICAL_EXCHANGE', 'STUDY_TOUR', 'WORKSHOP', 'TRAINING'])::"ActivityKind",
    pick(n, 'activity status', ARRAY['COMPLETED', 'COMPLETED', 'POSTPONED', 'PLANNED'])::"ActivityStatus", country_code, partnership, day
  FROM trip
  JOIN partnership_party ON partnership_id = partnership AND position = host
  JOIN place ON place.id = place_id;

  INSERT INTO activity_place (activity_id, place_id, position)
  SELECT id, place_id, 0 FROM trip JOIN partnership_party ON partnership_id = partnership AND position = host;

  INSERT INTO activity_period (activity_id, plane, position, start_edtf, end_edtf)
  SELECT trip.id, CASE status WHEN 'COMPLETED' THEN 'ACTUAL' ELSE 'PLANNED' END::"PeriodPlane", 0, day::text, (day + 4)::text
  FROM trip JOIN activity USING (id)`;

const practiceRows = `
  INSERT INTO practice (id, uri, slug, home_node, titles, title_sort, summaries, place_id, country_code, partnership_id, status, outcome_kind, evidence_grade, dated_on)
  SELECT record.id, '${homeNode}/id/practice/' || record.id, record.slug, '${homeNode}', record.titles, sort, ${summaries},
    place.id, country_code, CASE draw(n, 'in a partnership', 2) WHEN 1 THEN record_id('partnership', 1 + draw(n, 'practice partnership', partnerships)) END, 'PUBLISHED', pick(n, 'outcome', ARRAY['SUCCESSFUL', 'UNSUCCESSFUL'])::"OutcomeKind", draw(n, 'grade', 5),
    date '1995-01-01' + draw(n, 'published', 7000)
  FROM record
  CROSS JOIN (SELECT count(*)::int AS partnerships FROM partnership) AS counted
  JOIN place ON place.id = record_id('place', 1 + draw(n, 'practice place', (SELECT count(*)::int FROM place)))
  WHERE record.kind = 'practice'`;

// PostGraphile turns every "id" into "rowId" and would meet the column of that name; functions it would publish as fields.
const afterwards = `
  COMMENT ON COLUMN contradiction.row_id IS '@name chart_row';
  DROP FUNCTION pick, draw, record_id`;
