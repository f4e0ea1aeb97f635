import { DataTable } from "../../components/data-table.tsx";
import { formPage } from "../../components/form-page.tsx";
import { ChoiceField, Form, SubmitButton, TextField } from "../../components/form.tsx";
import { Moment } from "../../components/moment.tsx";
import { missing, type Problem } from "../../components/problem.ts";
import { documentBeside } from "../../document.ts";
import { href, type View, word } from "../../page.ts";
import type { Visit, VisitHandler } from "../../visit.ts";
import { wish } from "../../wish.ts";
import { capitalized } from "../list.tsx";
import { type Body, bodyName, bodyOf, bodyTrail } from "./body.ts";

const inviting = documentBeside(import.meta.url, "invite-member.graphql");
const revoking = documentBeside(import.meta.url, "revoke-invitation.graphql");

/** An invitation whose link works. */
export interface Invitation {
  readonly id: string;
  readonly role: string;
  readonly email: string | null;
  readonly expiresAt: string;
}
interface Invited {
  readonly link: string | null;
  readonly invitation: Invitation;
}

/** Who was invited and has not answered. Taking one back needs no asking: it can be made anew. */
export function Invitations({
  visit,
  body,
  invitations,
}: {
  readonly visit: Visit;
  readonly body: Body;
  readonly invitations: readonly Invitation[];
}) {
  const { t } = visit;
  if (invitations.length === 0) return <p class="govuk-body">{t("invitations.none")}</p>;
  return (
    <DataTable
      caption={t("invitations.title")}
      captionHidden
      wide
      head={[t("field.email"), t("field.role"), t("field.expires"), t("field.actions")]}
      rows={invitations.map(({ id, role, email, expiresAt }) => [
        email ?? t("invitations.anybody"),
        word(visit, "Role", role),
        <Moment page={visit} at={expiresAt} />,
        body.rolesToGive.includes(role) ? (
          <Form visit={visit} path={`/bodies/${body.id}/invitations/${id}/revoke`}>
            <button class="link-button" type="submit">
              {t("invitations.revoke")} <span class="govuk-visually-hidden">{email}</span>
            </button>
          </Form>
        ) : (
          ""
        ),
      ])}
    />
  );
}

/** Makes an invitation's link worthless. */
export const revokeInvitation: VisitHandler = async (visit) => {
  const body = await bodyOf(visit);
  const wished = await wish(visit, revoking, { invitationId: visit.params["invitation"] });
  if (wished.ok) return { onward: href(visit, `/bodies/${body.id}`, { done: "invitation-revoked" }) };
  return formPage({
    visit,
    problems: wished.problems,
    title: visit.t("invitations.title"),
    trail: bodyTrail(visit, body),
    body: "",
  });
};

/** Whom to invite, and to what. */
export const invitePage: VisitHandler = async (visit) => view(visit, await bodyOf(visit), []);

/** Invites. Where no mail is sent the link is the answer, this once. */
export const invite: VisitHandler = async (visit) => {
  const body = await bodyOf(visit);
  const problems = missing(visit, { email: "form.needed.invited", role: "form.needed.role" });
  if (problems.length > 0) return view(visit, body, problems);
  const input = { bodyId: body.id, email: (visit.fields.get("email") ?? "").trim(), role: visit.fields.get("role") };
  if (!body.rolesToGive.includes(input.role ?? ""))
    return view(visit, body, missing({ ...visit, fields: new URLSearchParams() }, { role: "form.needed.role" }));
  const wished = await wish<Invited>(visit, inviting, input);
  if (!wished.ok) return view(visit, body, wished.problems);
  const { link } = wished.payload;
  return link === null ? { onward: href(visit, `/bodies/${body.id}`, { done: "invited" }) } : linkView(visit, body, wished.payload, link);
};

function linkView(visit: Visit, body: Body, { invitation }: Invited, link: string): View {
  const { t } = visit;
  return formPage({
    visit,
    problems: [],
    title: t("invite.linkTitle"),
    trail: bodyTrail(visit, body),
    body: (
      <>
        <p class="govuk-body">{t("invite.linkText", { email: invitation.email ?? "" })}</p>
        <p class="govuk-body">
          <code class="secret">{link}</code>
        </p>
        <p class="govuk-body">
          {t("field.expires")}: <Moment page={visit} at={invitation.expiresAt} />
        </p>
      </>
    ),
  });
}

function view(visit: Visit, body: Body, problems: readonly Problem[]): View {
  const { t } = visit;
  const form = { visit, problems };
  const [only, ...others] = body.rolesToGive;
  return formPage({
    ...form,
    title: t("invite.title"),
    trail: bodyTrail(visit, body),
    body:
      only === undefined ? (
        <p class="govuk-body">{t("invite.noRoles")}</p>
      ) : (
        <>
          <p class="govuk-body">{t("invite.text", { body: bodyName(visit, body) })}</p>
          <Form visit={visit}>
            <TextField form={form} name="email" label={t("field.email")} type="email" autocomplete="off" width={30} />
            <ChoiceField
              form={form}
              name="role"
              label={t("field.role")}
              value={others.length === 0 ? only : undefined}
              options={body.rolesToGive.map((role) => ({ value: role, text: capitalized(visit, word(visit, "Role", role)) }))}
            />
            <SubmitButton>{t("invite.button")}</SubmitButton>
          </Form>
        </>
      ),
  });
}
