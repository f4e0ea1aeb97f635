/** robots.txt and the sitemap: every record's page in every language, for search engines. */
import type { Ask } from "./ask.ts";
import { locales } from "./locales/locale.ts";
import { askFor } from "./page.ts";

const lists = [
  "places",
  "partnerships",
  "activities",
  "practices",
  "programmes",
  "organizations",
  "people",
  "competitions",
  "outputs",
  "sources",
  "reports",
] as const;

const pageSize = 100;
// A sitemap file holds 50,000 addresses (sitemaps.org); each record has one for each language.
const mostRecordsOfAKind = 1_500;
const keptMs = 3_600_000;

interface ListPage {
  readonly list: {
    readonly nodes: readonly { readonly slug: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** The text of robots.txt: everything may be read; answers to searches and examples need not be indexed. */
export function robots(origin: string): string {
  const hidden = locales.flatMap((locale) => [`Disallow: /${locale}/search?`, `Disallow: /${locale}/developers?`]);
  return ["User-agent: *", ...hidden, "Disallow: /graphql", "", `Sitemap: ${origin}/sitemap.xml`, ""].join("\n");
}

/** Makes the sitemap when asked, and keeps it for an hour. */
export function sitemapOf(ask: Ask, origin: string, clock: () => Date): () => Promise<string> {
  let kept: { readonly text: string; readonly until: number } | undefined;
  return async () => {
    const now = clock().getTime();
    if (kept !== undefined && now < kept.until) return kept.text;
    const paths = ["/", ...lists.map((list) => `/${list}`), "/statements", "/disputes", "/developers"];
    for (const list of lists) paths.push(...(await slugsOf(ask, list)).map((slug) => `/${list}/${slug}`));
    const text = sitemapText(origin, paths);
    kept = { text, until: now + keptMs };
    return text;
  };
}

async function slugsOf(ask: Ask, list: string): Promise<readonly string[]> {
  const slugs: string[] = [];
  for (let after: string | null = null; slugs.length < mostRecordsOfAKind;) {
    const document = `query Sitemap($after: String) { list: ${list}(first: ${pageSize}, after: $after) { nodes { slug } pageInfo { hasNextPage endCursor } } }`;
    const data: ListPage = await askFor<ListPage>(ask, { locale: "en" }, document, { after });
    slugs.push(...data.list.nodes.map(({ slug }) => slug));
    if (!data.list.pageInfo.hasNextPage) break;
    after = data.list.pageInfo.endCursor;
  }
  return slugs;
}

function sitemapText(origin: string, paths: readonly string[]): string {
  const entries = paths.flatMap((path) => {
    const alternates = locales
      .map((locale) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${origin}/${locale}${path}"/>`)
      .join("");
    return locales.map((locale) => `<url><loc>${origin}/${locale}${path}</loc>${alternates}</url>`);
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.join("\n")}
</urlset>
`;
}
