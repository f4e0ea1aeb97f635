import { formPage } from "../../components/form-page.tsx";
import { Form, SubmitButton, TextField } from "../../components/form.tsx";
import { missing, type Problem, problemOf } from "../../components/problem.ts";
import { href, ownAddress, type View } from "../../page.ts";
import type { Reader, Visit, VisitHandler } from "../../visit.ts";

/** Where an invitation leads: to a role for the account one is signed in with, or for a new one. */
export const joinPage: VisitHandler = async (visit) => view(visit, await visit.reader(), []);

/** Joins. Who is not signed in gets an account for the invited address; the first operator says which address that is. */
export const join: VisitHandler = async (visit) => {
  const reader = await visit.reader();
  const field = (name: string): string | undefined => visit.fields.get(name)?.trim() || undefined;
  if (reader === null) {
    const problems = missing(visit, { name: "form.needed.name", password: "form.needed.newPassword" });
    if (problems.length > 0) return view(visit, reader, problems);
  }
  const token = visit.params["token"];
  const fresh = { token, name: field("name"), email: field("email"), password: visit.fields.get("password"), locale: visit.locale };
  const answer = await visit.auth("/join", reader === null ? fresh : { token });
  if (answer.ok) return { onward: href(visit, "/account", { done: "joined" }) };
  const { code } = answer.refused;
  // What the form asked for anew is said at the field that is there from now on.
  const blamed = code.startsWith("PASSWORD") ? "password" : code === "EMAIL_NEEDED" || code === "VALIDATION_ERROR" ? "email" : undefined;
  return view(visit, reader, [problemOf(visit, answer.refused, blamed)]);
};

function view(visit: Visit, reader: Reader | null, problems: readonly Problem[]): View {
  const { t } = visit;
  const title = t("join.title");
  if (reader !== null) {
    return formPage({
      visit,
      problems,
      title,
      body: (
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
      ),
    });
  }
  const form = { visit, problems };
  return formPage({
    ...form,
    title,
    body: (
      <>
        <p class="govuk-body">{t("join.text")}</p>
        <p class="govuk-body">
          <a class="govuk-link" href={href(visit, "/sign-in", { next: ownAddress(visit) })}>
            {t("join.haveAccount")}
          </a>
        </p>
        <Form visit={visit}>
          <TextField form={form} name="name" label={t("field.name")} hint={t("join.nameHint")} autocomplete="name" width={30} />
          <TextField
            form={form}
            name="email"
            label={t("join.email")}
            hint={t("join.emailHint")}
            type="email"
            autocomplete="username"
            width={30}
          />
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
    ),
  });
}
