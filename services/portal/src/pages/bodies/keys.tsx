import { confirmPage } from "../../components/confirm-page.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { Moment } from "../../components/moment.tsx";
import { documentBeside } from "../../document.ts";
import { href, type Page } from "../../page.ts";
import type { VisitHandler } from "../../visit.ts";
import { wish } from "../../wish.ts";
import { type Body, bodyOf, bodyTrail } from "./body.ts";

const revoking = documentBeside(import.meta.url, "revoke-key.graphql");

/** A machine's way in, without its secret. */
export interface Key {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

/** The keys of a body, those that work no more too: somebody may wonder why a program is refused. */
export function Keys({
  page,
  body,
  keys,
  now,
}: {
  readonly page: Page;
  readonly body: Body;
  readonly keys: readonly Key[];
  readonly now: Date;
}) {
  const { t } = page;
  if (keys.length === 0) return <p class="govuk-body">{t("keys.none")}</p>;
  return (
    <DataTable
      caption={t("keys.title")}
      captionHidden
      wide
      head={[t("field.name"), t("keys.beginning"), t("keys.scopes"), t("field.expires"), t("keys.lastUsed"), t("field.actions")]}
      rows={keys.map(({ id, name, prefix, scopes, expiresAt, revokedAt, lastUsedAt }) => [
        name,
        <code class="raw">{prefix}…</code>,
        scopes.join(", "),
        <Moment page={page} at={expiresAt} />,
        lastUsedAt === null ? t("keys.never") : <Moment page={page} at={lastUsedAt} />,
        revokedAt !== null ? (
          t("keys.revoked")
        ) : new Date(expiresAt) <= now ? (
          t("keys.expired")
        ) : (
          <a class="govuk-link" href={href(page, `/bodies/${body.id}/keys/${id}/revoke`)}>
            {t("keys.revoke")} <span class="govuk-visually-hidden">{name}</span>
          </a>
        ),
      ])}
    />
  );
}

/** Asks before a key is revoked. */
export const revokeKeyPage: VisitHandler = async (visit) => confirmPage(visit, words(visit, await bodyOf(visit)));

/** Makes a key worthless from the next request on. */
export const revokeKey: VisitHandler = async (visit) => {
  const body = await bodyOf(visit);
  const wished = await wish(visit, revoking, { keyId: visit.params["key"] });
  if (wished.ok) return { onward: href(visit, `/bodies/${body.id}`, { done: "key-revoked" }) };
  return confirmPage(visit, { ...words(visit, body), problems: wished.problems });
};

function words(page: Page, body: Body) {
  const { t } = page;
  return { title: t("keys.revokeTitle"), text: t("keys.revokeText"), button: t("keys.revoke"), trail: bodyTrail(page, body) };
}
