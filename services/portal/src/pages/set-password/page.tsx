import { formPage } from "../../components/form-page.tsx";
import { Form, SubmitButton, TextField } from "../../components/form.tsx";
import { missing, type Problem, problemOf } from "../../components/problem.ts";
import { href, type View } from "../../page.ts";
import type { Visit, VisitHandler } from "../../visit.ts";

/** Where the link of the letter leads: a new password. Whether the link still works is known when it is used. */
export const setPasswordPage: VisitHandler = async (visit) => view(visit, []);

/** Sets the password; whoever was signed in with the old one is so no longer. */
export const setPassword: VisitHandler = async (visit) => {
  const problems = missing(visit, { newPassword: "form.needed.newPassword" });
  if (problems.length > 0) return view(visit, problems);
  const answer = await visit.auth("/reset-password", { token: visit.params["token"], newPassword: visit.fields.get("newPassword") });
  if (answer.ok) return { onward: href(visit, "/sign-in", { done: "password-set" }) };
  const { code } = answer.refused;
  if (code === "INVALID_TOKEN") return view(visit, [{ text: visit.t("setPassword.linkExpired") }]);
  return view(visit, [problemOf(visit, answer.refused, "newPassword")]);
};

function view(visit: Visit, problems: readonly Problem[]): View {
  const { t } = visit;
  const form = { visit, problems };
  return formPage({
    ...form,
    title: t("setPassword.title"),
    body: (
      <>
        <Form visit={visit}>
          <TextField
            form={form}
            name="newPassword"
            label={t("field.newPassword")}
            hint={t("field.passwordHint")}
            type="password"
            autocomplete="new-password"
            width={30}
          />
          <SubmitButton>{t("setPassword.button")}</SubmitButton>
        </Form>
        <p class="govuk-body">
          <a class="govuk-link" href={href(visit, "/forgot-password")}>
            {t("setPassword.another")}
          </a>
        </p>
      </>
    ),
  });
}
