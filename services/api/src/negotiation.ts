import { LOCALES } from "@dostyk/kernel";
import Negotiator from "negotiator";
import { remembered } from "./remembered.ts";

/** How an answer is written: the two media types of GraphQL over HTTP, or the page with the editor. */
export type Form = "application/json" | "application/graphql-response+json" | "text/html";

// A client that leaves the choice to us gets the older type, which every client reads (GraphQL over HTTP §5.1).
const forms: readonly Form[] = ["application/json", "application/graphql-response+json", "text/html"];

/** The form the `Accept` header likes best; null where none of ours is acceptable. */
export const formFor: (accept: string) => Form | null = remembered((accept) => {
  // With the charset, so that a client that names it is understood as well as one that does not.
  const [best] = new Negotiator({ headers: { accept } }).mediaTypes(forms.map((form) => `${form}; charset=utf-8`));
  return forms.find((form) => best?.startsWith(`${form};`)) ?? null;
});

/** The node's language the `Accept-Language` header likes best (RFC 9110 §12.5.4); English where it likes none. */
export const localeFor: (acceptLanguage: string) => string = remembered((acceptLanguage) => {
  const [best] = new Negotiator({ headers: { "accept-language": acceptLanguage } }).languages([...LOCALES]);
  return best ?? "en";
});
