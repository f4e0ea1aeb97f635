import { confirmPage } from "../../components/confirm-page.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { Moment } from "../../components/moment.tsx";
import { documentBeside } from "../../document.ts";
import { href, type Page, word } from "../../page.ts";
import type { VisitHandler } from "../../visit.ts";
import { wish } from "../../wish.ts";
import { type Body, bodyOf, bodyTrail } from "./body.ts";

const removing = documentBeside(import.meta.url, "remove-member.graphql");

/** Somebody who holds a role in a body. */
export interface Member {
  readonly id: string;
  readonly role: string;
  readonly counts: boolean;
  readonly email: string;
  readonly since: string;
  readonly account: { readonly name: string };
}

/** Who holds which role, as far as the reader may see it. */
export function Members({ page, body, members }: { readonly page: Page; readonly body: Body; readonly members: readonly Member[] }) {
  const { t } = page;
  if (members.length === 0) return <p class="govuk-body">{t("members.none")}</p>;
  return (
    <DataTable
      caption={t("members.title")}
      captionHidden
      wide
      head={[t("field.name"), t("field.email"), t("field.role"), t("members.since"), t("field.actions")]}
      rows={members.map(({ id, role, counts, email, since, account }) => [
        account.name,
        email,
        <>
          {word(page, "Role", role)}
          {counts ? null : <div class="muted">{t("members.notCounting")}</div>}
        </>,
        <Moment page={page} at={since} />,
        body.rolesToGive.includes(role) ? (
          <a class="govuk-link" href={href(page, `/bodies/${body.id}/members/${id}/remove`)}>
            {t("members.remove")} <span class="govuk-visually-hidden">{account.name}</span>
          </a>
        ) : (
          ""
        ),
      ])}
    />
  );
}

/** Asks before a role is taken from somebody. */
export const removeMemberPage: VisitHandler = async (visit) => confirmPage(visit, words(visit, await bodyOf(visit)));

/** Takes the role; the person's sign-ins end. */
export const removeMember: VisitHandler = async (visit) => {
  const body = await bodyOf(visit);
  const wished = await wish(visit, removing, { membershipId: visit.params["member"] });
  if (wished.ok) return { onward: href(visit, `/bodies/${body.id}`, { done: "member-removed" }) };
  return confirmPage(visit, { ...words(visit, body), problems: wished.problems });
};

function words(page: Page, body: Body) {
  const { t } = page;
  return { title: t("members.removeTitle"), text: t("members.removeText"), button: t("members.remove"), trail: bodyTrail(page, body) };
}
