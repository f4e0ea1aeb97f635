import { formPage } from "../../components/form-page.tsx";
import { Form, SubmitButton, TextField } from "../../components/form.tsx";
import { Moment } from "../../components/moment.tsx";
import { missing, type Problem, problemOf } from "../../components/problem.ts";
import { documentBeside } from "../../document.ts";
import { href, ownAddress, type View, word } from "../../page.ts";
import type { Visit, VisitHandler } from "../../visit.ts";
import { bodyName, type BodyKind } from "../bodies/body.ts";

const document = documentBeside(import.meta.url);

/** What an open invitation offers; its address is shown in part only. */
interface Offer {
  readonly bodyName: string;
  readonly bodyKind: BodyKind;
  readonly role: string;
  readonly address: string | null;
  readonly expiresAt: string;
  readonly wantsSecondFactor: boolean;
}

/** Where an invitation leads: to a role for the account one is signed in with, or for a new one. */
export const joinPage: VisitHandler = async (visit) => view(visit, []);

/** Joins. Who is not signed in gets an account for the invited address; the first operator says which address that is. */
export const join: VisitHandler = async (visit) => {
  const stranger = (await visit.reader()) === null;
  const field = (name: string): string | undefined => visit.fields.get(name)?.trim() || undefined;
  if (stranger) {
    const problems = missing(visit, { name: "form.needed.name", password: "form.needed.newPassword" });
    if (problems.length > 0) return view(visit, problems);
  }
  const token = visit.params["token"];
  const fresh = { token, name: field("name"), email: field("email"), password: visit.fields.get("password"), locale: visit.locale };
  const answer = await visit.auth("/join", stranger ? fresh : { token });
  if (answer.ok) return { onward: href(visit, "/account", { done: "joined" }) };
  const { code } = answer.refused;
  const blamed = code.startsWith("PASSWORD") ? "password" : code === "EMAIL_NEEDED" || code === "VALIDATION_ERROR" ? "email" : undefined;
  return view(visit, [problemOf(visit, answer.refused, blamed)]);
};

async function view(visit: Visit, problems: readonly Problem[]): Promise<View> {
  const { t } = visit;
  const { invitation: offer } = await visit.ask<{ readonly invitation: Offer | null }>(document, { token: visit.params["token"] });
  if (offer === null) return uselessView(visit);
  const reader = await visit.reader();
  return formPage({
    visit,
    problems,
    title: t("join.title"),
    body: (
      <>
        <OfferText visit={visit} offer={offer} />
        {reader === null ? (
          <NewAccount visit={visit} problems={problems} offer={offer} />
        ) : (
          <>
            <p class="govuk-body">{t("join.asYourself", { name: reader.name })}</p>
            <Form visit={visit}>
              <SubmitButton>{t("join.button")}</SubmitButton>
            </Form>
            <p class="govuk-body">{t("join.asAnother")}</p>
            <Form visit={visit} path="/sign-out">
              <SubmitButton kind="secondary">{t("account.signOut")}</SubmitButton>
            </Form>
          </>
        )}
      </>
    ),
  });
}

/** Unknown, used, taken back and expired are told alike. */
function uselessView(visit: Visit): View {
  const { t } = visit;
  const body = <p class="govuk-body">{t("refusal.INVITATION_NOT_VALID")}</p>;
  return { ...formPage({ visit, problems: [], title: t("join.useless"), body }), status: 404 };
}

function OfferText({ visit, offer }: { readonly visit: Visit; readonly offer: Offer }) {
  const { t } = visit;
  const { role, bodyKind: kind, bodyName: name, address, expiresAt, wantsSecondFactor } = offer;
  return (
    <>
      <p class="govuk-body-l">{t("join.offer", { role: word(visit, "Role", role), body: bodyName(visit, { kind, name }) })}</p>
      {address === null ? null : <p class="govuk-body">{t("join.for", { address })}</p>}
      {wantsSecondFactor ? <p class="govuk-body">{t("join.wantsFactor")}</p> : null}
      <p class="govuk-body muted">
        {t("field.expires")}: <Moment page={visit} at={expiresAt} />
      </p>
    </>
  );
}

function NewAccount({ visit, problems, offer }: { readonly visit: Visit; readonly problems: readonly Problem[]; readonly offer: Offer }) {
  const { t } = visit;
  const form = { visit, problems };
  return (
    <>
      <p class="govuk-body">
        <a class="govuk-link" href={href(visit, "/sign-in", { next: ownAddress(visit) })}>
          {t("join.haveAccount")}
        </a>
      </p>
      <Form visit={visit}>
        <TextField form={form} name="name" label={t("field.name")} hint={t("join.nameHint")} autocomplete="name" width={30} />
        {offer.address === null ? (
          <TextField
            form={form}
            name="email"
            label={t("field.email")}
            hint={t("join.emailHint")}
            type="email"
            autocomplete="username"
            width={30}
          />
        ) : null}
        <TextField
          form={form}
          name="password"
          label={t("field.newPassword")}
          hint={t("field.passwordHint")}
          type="password"
          autocomplete="new-password"
          width={30}
        />
        <SubmitButton>{t("join.button")}</SubmitButton>
      </Form>
    </>
  );
}
