import { ClaimRef } from "@dostyk/evidence/graphql";
import { builder, enumOf, localeDescription, RecordRef, type Row, textOf } from "@dostyk/graphql";
import { textIn } from "@dostyk/kernel";
import { highlight, markup, nameLikeness, type Piece, type ShownTexts, snippet } from "@dostyk/search";

export const SearchType = enumOf("SearchType", "A type of record search can find.", {
  PLACE: "Places.",
  PARTNERSHIP: "Partnerships.",
  ORGANIZATION: "Organizations.",
  PERSON: "People in office.",
  PROGRAMME: "Programmes.",
  ACTIVITY: "Activities.",
  PRACTICE: "Practices.",
  COMPETITION: "Competitions.",
  OUTPUT: "Outputs.",
  REPORT: "Reports.",
  SOURCE: "Sources.",
  EXTERNAL_EVENT: "Events outside the programmes.",
  STATEMENT: "Recommendations, commitments and positions.",
});

type AliasMatch = { readonly text: string; readonly claim: Row };

/** A found record with what was asked. `rank` is its place in the whole answer. */
export type Hit = {
  readonly id: string;
  readonly type: string;
  readonly score: number;
  readonly rank: number;
  readonly record: Row;
  readonly tokens: readonly string[];
  /** Language of titles and snippets. */
  readonly locale: string;
  readonly titles: unknown;
  readonly matchedAs: AliasMatch | null;
  readonly texts: ShownTexts;
};

const AliasMatch = builder.objectRef<AliasMatch>("AliasMatch");
builder.objectType(AliasMatch, {
  description: "The attested name a search matched, where it is not the title.",
  fields: (t) => ({
    text: t.exposeString("text", { description: "The name as its source writes it." }),
    claim: t.field({ type: ClaimRef, description: "Where it is attested.", resolve: ({ claim }) => claim as never }),
  }),
});

const Highlight = builder.objectRef<Piece>("Highlight");
builder.objectType(Highlight, {
  description: "A piece of a text, whether it matched or not; the pieces together are the text. Plain text, never markup.",
  fields: (t) => ({
    text: t.exposeString("text", { description: "The piece." }),
    matched: t.exposeBoolean("matched", { description: "Whether the query matched here." }),
  }),
});

const snippetLength = 200;

export const SearchHit = builder.objectRef<Hit>("SearchHit");
builder.objectType(SearchHit, {
  description: "A record a search found.",
  fields: (t) => ({
    record: t.field({ type: RecordRef, description: "What was found, of whatever type.", resolve: ({ record }) => record as never }),
    type: t.field({ type: SearchType, description: "Its type.", resolve: ({ type }) => type as never }),
    title: t.string({
      description: "Its label for a reader.",
      args: { locale: t.arg({ type: "LanguageTag", description: localeDescription }) },
      resolve: (hit, { locale }) => textOf(hit.titles, locale ?? hit.locale),
    }),
    score: t.exposeFloat("score", {
      description: "How well it fits beside the other hits of the same answer; means nothing between answers. 0 in a listing.",
    }),
    highlights: t.field({
      type: [Highlight],
      description: "The title in pieces, for marking what matched.",
      resolve: ({ titles, tokens, locale }) => [...highlight(textOf(titles, locale), tokens)],
    }),
    snippet: t.field({
      type: [Highlight],
      nullable: true,
      description: "The part of its text, in pieces, where most of the query stands. Null: only names and themes matched.",
      resolve: (hit) => snippetOf(hit),
    }),
    titleHtml: t.string({
      description: "The title as HTML: escaped, what matched inside <mark>, no other tag.",
      resolve: ({ titles, tokens, locale }) => markup(highlight(textOf(titles, locale), tokens)),
    }),
    snippetHtml: t.string({
      nullable: true,
      description: "The snippet as HTML, in the same way. Null where there is no snippet.",
      resolve: (hit) => {
        const pieces = snippetOf(hit);
        return pieces === null ? null : markup(pieces);
      },
    }),
    matchedAs: t.field({
      type: AliasMatch,
      nullable: true,
      description: "The name variant that matched. Null: the title did, or no name of its own.",
      resolve: ({ matchedAs }) => matchedAs,
    }),
  }),
});

function snippetOf({ texts, tokens, locale }: Hit): Piece[] | null {
  for (const column of [texts.summaries, texts.bodies]) {
    const pieces = snippet(textIn(column, locale).text, tokens, snippetLength);
    if (pieces !== null) return [...pieces];
  }
  return null;
}

/** The attested name that answers the question better than any title; null where a title does as well. */
export function aliasOf(titles: unknown, claims: readonly Row[], tokens: readonly string[]): AliasMatch | null {
  const title = Math.max(0, ...Object.values(titles as Record<string, string>).map((text) => nameLikeness(text, tokens)));
  let best: AliasMatch | null = null;
  let likeness = title;
  for (const claim of claims) {
    const { text } = claim["value"] as { readonly text: string };
    const like = nameLikeness(text, tokens);
    if (like <= likeness) continue;
    likeness = like;
    best = { text, claim };
  }
  return best;
}
