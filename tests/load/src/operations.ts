/** A place of the answer of PostGraphile, by the names it gives columns and relations. */
type PlaceRow = { readonly rowId: string; readonly titles: Titles; readonly countryCode: string };
type Titles = { readonly en: string };
type ActivityRow = { readonly rowId: string; readonly titles: Titles; readonly status: string };
type PartyRows = { readonly nodes: readonly { readonly placeByPlaceId: PlaceRow }[] };

/** Which records the requests of an operation name: each request takes the next one. */
export type Keys = "place ids" | "partnership kinds" | "countries";

/** One question, as each of the three servers is asked it. `$key` is what tells one request from the next. */
export type Operation = {
  readonly letter: "A" | "B" | "C" | "D";
  readonly title: string;
  readonly keys: Keys;
  /** Ours. The key is the variable `key`; for ids it is the global id. */
  readonly query: string;
  /** One statement that answers with the text of the whole answer, in the shape of ours; the key is `$1`. */
  readonly statement: string;
  readonly postgraphile: string;
  /** PostGraphile's answer in the shape of ours. */
  readonly fromPostgraphile: (data: never) => unknown;
  /** Puts what has no order of its own into one, in ours and the statement's answer. */
  readonly settle?: (data: never) => unknown;
};

const place = (row: PlaceRow) => ({ id: `Place:${row.rowId}`, name: row.titles.en, country: { code: row.countryCode } });

const recordById: Operation = {
  letter: "A",
  title: "a record by id",
  keys: "place ids",
  query: `query Place($key: ID!) {
    node(id: $key) { ... on Place { id uri slug name kind country { code } location { latitude longitude } } }
  }`,
  statement: `
    SELECT json_build_object('node', json_build_object(
      'id', 'Place:' || id, 'uri', uri, 'slug', slug, 'name', titles ->> 'en', 'kind', kind,
      'country', json_build_object('code', country_code),
      'location', json_build_object('latitude', latitude, 'longitude', longitude)))::text AS answer
    FROM place WHERE id = $1 AND visibility = 'PUBLIC'`,
  postgraphile: `query Place($key: String!) {
    placeByRowId(rowId: $key) { rowId uri slug titles kind countryCode latitude longitude }
  }`,
  fromPostgraphile: ({
    placeByRowId: row,
  }: {
    placeByRowId: PlaceRow & Readonly<Record<"uri" | "slug" | "kind" | "latitude" | "longitude", unknown>>;
  }) => ({
    node: { ...place(row), uri: row.uri, slug: row.slug, kind: row.kind, location: { latitude: row.latitude, longitude: row.longitude } },
  }),
};

const partnershipsWithTheirTrips: Operation = {
  letter: "B",
  title: "20 partnerships with parties, last three activities and counts",
  keys: "partnership kinds",
  query: `query Partnerships($key: PartnershipKind!) {
    partnerships(first: 20, filter: { kind: $key }, orderBy: TITLE) {
      nodes {
        id slug title kind status
        parties { place { id name country { code } } }
        activities(first: 3, orderBy: LATEST) { totalCount nodes { id title status } }
        practices { totalCount }
      }
    }
  }`,
  statement: `
    SELECT json_build_object('partnerships', json_build_object('nodes', json_agg(json_build_object(
      'id', 'Partnership:' || id, 'slug', slug, 'title', titles ->> 'en', 'kind', kind, 'status', status,
      'parties', (
        SELECT json_agg(json_build_object('place', json_build_object(
          'id', 'Place:' || place.id, 'name', place.titles ->> 'en', 'country', json_build_object('code', country_code))) ORDER BY position)
        FROM partnership_party JOIN place ON place.id = place_id AND visibility = 'PUBLIC'
        WHERE partnership_id = page.id),
      'activities', json_build_object(
        'totalCount', (SELECT count(*) FROM activity WHERE partnership_id = page.id AND visibility = 'PUBLIC'),
        'nodes', (
          SELECT coalesce(json_agg(json_build_object('id', 'Activity:' || id, 'title', titles ->> 'en', 'status', status)), '[]')
          FROM (
            SELECT id, titles, status FROM activity WHERE partnership_id = page.id AND visibility = 'PUBLIC'
            ORDER BY dated_on DESC, id DESC LIMIT 3) AS last)),
      'practices', json_build_object('totalCount', (SELECT count(*) FROM practice WHERE partnership_id = page.id AND visibility = 'PUBLIC')))
      ORDER BY title_sort, id)))::text AS answer
    FROM (
      SELECT id, slug, titles, title_sort, kind, status FROM partnership
      WHERE visibility = 'PUBLIC' AND kind = $1::"PartnershipKind" ORDER BY title_sort, id LIMIT 20) AS page`,
  postgraphile: `query Partnerships($key: PartnershipKind!) {
    allPartnerships(first: 20, condition: { visibility: PUBLIC, kind: $key }, orderBy: [TITLE_SORT_ASC, ROW_ID_ASC]) {
      nodes {
        rowId slug titles kind status
        partnershipPartiesByPartnershipId(orderBy: [POSITION_ASC]) { nodes { placeByPlaceId { rowId titles countryCode } } }
        activitiesByPartnershipId(first: 3, condition: { visibility: PUBLIC }, orderBy: [DATED_ON_DESC, ROW_ID_DESC]) {
          totalCount nodes { rowId titles status }
        }
        practicesByPartnershipId(condition: { visibility: PUBLIC }) { totalCount }
      }
    }
  }`,
  fromPostgraphile: ({ allPartnerships: { nodes } }: { allPartnerships: { nodes: readonly PartnershipRow[] } }) => ({
    partnerships: {
      nodes: nodes.map(({ rowId, slug, titles, kind, status, ...partnership }) => ({
        id: `Partnership:${rowId}`,
        slug,
        title: titles.en,
        kind,
        status,
        parties: partnership.partnershipPartiesByPartnershipId.nodes.map((party) => ({ place: place(party.placeByPlaceId) })),
        activities: {
          totalCount: partnership.activitiesByPartnershipId.totalCount,
          nodes: partnership.activitiesByPartnershipId.nodes.map(activity),
        },
        practices: { totalCount: partnership.practicesByPartnershipId.totalCount },
      })),
    },
  }),
};

type PartnershipRow = {
  readonly rowId: string;
  readonly slug: string;
  readonly titles: Titles;
  readonly kind: string;
  readonly status: string;
  readonly partnershipPartiesByPartnershipId: PartyRows;
  readonly activitiesByPartnershipId: { readonly totalCount: number; readonly nodes: readonly ActivityRow[] };
  readonly practicesByPartnershipId: { readonly totalCount: number };
};

const activity = (row: ActivityRow) => ({ id: `Activity:${row.rowId}`, title: row.titles.en, status: row.status });

const practicesOfACountry: Operation = {
  letter: "C",
  title: "filtered, sorted practices with totalCount",
  keys: "countries",
  query: `query Practices($key: String!) {
    practices(first: 20, filter: { country: $key }, orderBy: PUBLISHED) {
      totalCount
      nodes { id slug title outcomeKind evidenceGrade place { id name country { code } } }
    }
  }`,
  statement: `
    SELECT json_build_object('practices', json_build_object(
      'totalCount', (SELECT count(*) FROM practice WHERE visibility = 'PUBLIC' AND country_code = $1),
      'nodes', (
        SELECT json_agg(json_build_object(
          'id', 'Practice:' || page.id, 'slug', page.slug, 'title', page.titles ->> 'en', 'outcomeKind', outcome_kind, 'evidenceGrade', evidence_grade,
          'place', json_build_object(
            'id', 'Place:' || place.id, 'name', place.titles ->> 'en', 'country', json_build_object('code', place.country_code)))
          ORDER BY dated_on DESC, page.id DESC)
        FROM (
          SELECT id, slug, titles, outcome_kind, evidence_grade, dated_on, place_id FROM practice
          WHERE visibility = 'PUBLIC' AND country_code = $1 ORDER BY dated_on DESC, id DESC LIMIT 20) AS page
        JOIN place ON place.id = place_id AND visibility = 'PUBLIC')))::text AS answer`,
  postgraphile: `query Practices($key: String!) {
    allPractices(first: 20, condition: { visibility: PUBLIC, countryCode: $key }, orderBy: [DATED_ON_DESC, ROW_ID_DESC]) {
      totalCount
      nodes { rowId slug titles outcomeKind evidenceGrade placeByPlaceId { rowId titles countryCode } }
    }
  }`,
  fromPostgraphile: ({ allPractices: { totalCount, nodes } }: { allPractices: { totalCount: number; nodes: readonly PracticeRow[] } }) => ({
    practices: {
      totalCount,
      nodes: nodes.map(({ rowId, slug, titles, outcomeKind, evidenceGrade, placeByPlaceId }) => ({
        id: `Practice:${rowId}`,
        slug,
        title: titles.en,
        outcomeKind,
        evidenceGrade,
        place: place(placeByPlaceId),
      })),
    },
  }),
};

type PracticeRow = {
  readonly rowId: string;
  readonly slug: string;
  readonly titles: Titles;
  readonly outcomeKind: string;
  readonly evidenceGrade: number;
  readonly placeByPlaceId: PlaceRow;
};

type DeepParty = {
  partnershipByPartnershipId: Pick<PartnershipRow, "rowId" | "titles" | "partnershipPartiesByPartnershipId"> & {
    activitiesByPartnershipId: { nodes: readonly DeepActivity[] };
  };
};
type DeepActivity = ActivityRow & { readonly activityPlacesByActivityId: PartyRows };
type DeepPlace = { placeByRowId: PlaceRow & { partnershipPartiesByPlaceId: { nodes: readonly DeepParty[] } } };

const threeLevelsDeep: Operation = {
  letter: "D",
  title: "three levels deep: a place, its partnerships, their parties and activities, the places of those",
  keys: "place ids",
  query: `query PlaceInDepth($key: ID!) {
    node(id: $key) {
      ... on Place {
        id name country { code }
        partnerships(first: 20) {
          nodes {
            id title
            parties { place { id name country { code } } }
            activities(first: 3) { nodes { id title status places { id name country { code } } } }
          }
        }
      }
    }
  }`,
  statement: `
    SELECT json_build_object('node', json_build_object(
      'id', 'Place:' || id, 'name', titles ->> 'en', 'country', json_build_object('code', country_code),
      'partnerships', json_build_object('nodes', (
        SELECT coalesce(json_agg(json_build_object(
          'id', 'Partnership:' || partnership.id, 'title', titles ->> 'en',
          'parties', (
            SELECT json_agg(json_build_object('place', json_build_object(
              'id', 'Place:' || place.id, 'name', place.titles ->> 'en', 'country', json_build_object('code', country_code))) ORDER BY position)
            FROM partnership_party JOIN place ON place.id = place_id AND visibility = 'PUBLIC'
            WHERE partnership_id = partnership.id),
          'activities', json_build_object('nodes', (
            SELECT coalesce(json_agg(json_build_object(
              'id', 'Activity:' || id, 'title', titles ->> 'en', 'status', status,
              'places', (
                SELECT coalesce(json_agg(json_build_object(
                  'id', 'Place:' || place.id, 'name', place.titles ->> 'en', 'country', json_build_object('code', country_code)) ORDER BY position), '[]')
                FROM activity_place JOIN place ON place.id = place_id AND visibility = 'PUBLIC'
                WHERE activity_id = last.id))), '[]')
            FROM (
              SELECT id, titles, status FROM activity WHERE partnership_id = partnership.id AND visibility = 'PUBLIC'
              ORDER BY dated_on DESC, id DESC LIMIT 3) AS last)))), '[]')
        FROM (
          SELECT partnership.id, partnership.titles FROM partnership_party JOIN partnership ON partnership.id = partnership_id AND visibility = 'PUBLIC'
          WHERE place_id = asked.id ORDER BY title_sort, partnership.id LIMIT 20) AS partnership))))::text AS answer
    FROM place AS asked WHERE id = $1 AND visibility = 'PUBLIC'`,
  // Its parties cannot be sorted by a column of the partnership; the partnerships are put in order before they are compared.
  postgraphile: `query PlaceInDepth($key: String!) {
    placeByRowId(rowId: $key) {
      rowId titles countryCode
      partnershipPartiesByPlaceId(first: 20) {
        nodes {
          partnershipByPartnershipId {
            rowId titles
            partnershipPartiesByPartnershipId(orderBy: [POSITION_ASC]) { nodes { placeByPlaceId { rowId titles countryCode } } }
            activitiesByPartnershipId(first: 3, condition: { visibility: PUBLIC }, orderBy: [DATED_ON_DESC, ROW_ID_DESC]) {
              nodes { rowId titles status activityPlacesByActivityId { nodes { placeByPlaceId { rowId titles countryCode } } } }
            }
          }
        }
      }
    }
  }`,
  fromPostgraphile: ({ placeByRowId }: DeepPlace) =>
    settleDepth({
      node: {
        ...place(placeByRowId),
        partnerships: {
          nodes: placeByRowId.partnershipPartiesByPlaceId.nodes.map(({ partnershipByPartnershipId: partnership }) => ({
            id: `Partnership:${partnership.rowId}`,
            title: partnership.titles.en,
            parties: partnership.partnershipPartiesByPartnershipId.nodes.map((party) => ({ place: place(party.placeByPlaceId) })),
            activities: {
              nodes: partnership.activitiesByPartnershipId.nodes.map((row) => ({
                ...activity(row),
                places: row.activityPlacesByActivityId.nodes.map(({ placeByPlaceId }) => place(placeByPlaceId)),
              })),
            },
          })),
        },
      },
    }),
  settle: settleDepth,
};

type Depth = { readonly node: { readonly partnerships: { readonly nodes: readonly { readonly id: string }[] } } };

function settleDepth({ node }: Depth): Depth {
  const nodes = node.partnerships.nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { node: { ...node, partnerships: { nodes } } };
}

/** The four questions, in the order they are reported. */
export const operations: readonly Operation[] = [recordById, partnershipsWithTheirTrips, practicesOfACountry, threeLevelsDeep];

/** What one HTTP request needs to ask a server an operation for a key. */
export type Request = { readonly path: string; readonly body: string };

/** The names of the servers, in the order their windows follow each other. */
export const serverNames = ["ours", "sql", "postgraphile"] as const;
export type ServerName = (typeof serverNames)[number];

/** An operation as a server is asked it. */
export function requestTo(server: ServerName, operation: Operation, key: string): Request {
  if (server === "sql") return { path: `/${operation.letter}`, body: JSON.stringify({ key }) };
  const query = server === "ours" ? operation.query : operation.postgraphile;
  const global = server === "ours" && operation.keys === "place ids" ? `Place:${key}` : key;
  return { path: "/graphql", body: JSON.stringify({ query, variables: { key: global } }) };
}
