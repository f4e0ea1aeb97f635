/** Claims name records by slug; readers want their titles. Those the answer does not hold are asked for, once per page. */
import type { ClaimParts } from "./components/evidence.ts";
import type { Page } from "./page.ts";

/** Which type of record a part of a claim's value speaks of, by the part's name. */
const typesOfParts: Readonly<Record<string, string>> = {
  place: "place",
  from: "place",
  to: "place",
  seat: "place",
  organization: "organization",
  person: "person",
  speaker: "person",
  programme: "programme",
  partnership: "partnership",
  activity: "activity",
  partOf: "activity",
  event: "activity",
  made: "activity",
  learntAt: "activity",
  ceremony: "activity",
  practice: "practice",
  externalEvent: "externalEvent",
};

const titled: Readonly<Record<string, string>> = { place: "name", organization: "name", person: "name" };
const slugForm = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;
const mostNames = 60;

/** The page, able to print the titles of all records its claims speak of. `typename` is the type the claims are about. */
export async function knowReferences(page: Page, data: unknown, claims: readonly ClaimParts[], typename: string): Promise<Page> {
  const names = new Map<string, string>();
  collectTitles(data, names);
  const missing = new Map<string, string>();
  for (const claim of claims) {
    for (const [slug, type] of referencesIn(claim.value, claim.property, typename)) {
      if (!names.has(slug)) missing.set(slug, type);
    }
  }
  await askTitles(page, missing, names);
  return { ...page, names };
}

/** The page, able to print the titles of records given by slug, each under the name of its type (`place`, `programme`). */
export async function knowSlugs(page: Page, slugs: Readonly<Record<string, string | undefined>>): Promise<Page> {
  const names = new Map<string, string>();
  const wanted = Object.entries(slugs).flatMap(([type, slug]) => (slug === undefined ? [] : [[slug, type] as const]));
  await askTitles(page, new Map(wanted), names);
  return { ...page, names };
}

async function askTitles(page: Page, missing: ReadonlyMap<string, string>, names: Map<string, string>): Promise<void> {
  const wanted = [...missing].slice(0, mostNames);
  if (wanted.length === 0) return;
  const fields = wanted.map(([slug, type], index) => `r${index}: ${type}(slug: "${slug}") { slug title: ${titled[type] ?? "title"} }`);
  const found = await page.ask<Readonly<Record<string, { readonly title: string } | null>>>(`query Names { ${fields.join(" ")} }`);
  wanted.forEach(([slug], index) => {
    const title = found[`r${index}`]?.title;
    if (title !== undefined) names.set(slug, title);
  });
}

function referencesIn(value: unknown, part: string, typename: string): readonly (readonly [slug: string, type: string])[] {
  if (typeof value === "string") {
    const type = part === "within" ? (typename === "Organization" ? "organization" : "place") : typesOfParts[part];
    return type !== undefined && slugForm.test(value) ? [[value, type]] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item) => referencesIn(item, part, typename));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => referencesIn(item, key, typename));
}

/** Every object of an answer that has a slug and a title or name tells what that slug is called. */
function collectTitles(value: unknown, names: Map<string, string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collectTitles(item, names);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const { slug, title, name } = value as Readonly<Record<string, unknown>>;
  const label = typeof title === "string" ? title : name;
  if (typeof slug === "string" && typeof label === "string") names.set(slug, label);
  for (const [key, item] of Object.entries(value)) if (key !== "value") collectTitles(item, names);
}
