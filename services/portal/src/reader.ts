import { documentBeside } from "./document.ts";
import type { Page } from "./page.ts";
import type { Reader } from "./visit.ts";

const document = documentBeside(new URL("pages/account/reader.ts", import.meta.url).href, "reader.graphql");

interface Data {
  readonly viewer: {
    readonly account: { readonly name: string } | null;
    readonly roles: readonly { readonly role: string; readonly counts: boolean }[];
  };
}

/** Asks who is signed in: null where nobody is, or not any more. */
export async function askReader(page: Page): Promise<Reader | null> {
  const { account, roles } = (await page.ask<Data>(document)).viewer;
  return account === null ? null : { name: account.name, operator: roles.some(({ role, counts }) => role === "OPERATOR" && counts) };
}
