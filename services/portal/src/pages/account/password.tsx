import { formPage } from "../../components/form-page.tsx";
import { Form, SubmitButton, TextField } from "../../components/form.tsx";
import { missing, type Problem, problemOf } from "../../components/problem.ts";
import { href, type View } from "../../page.ts";
import { readerOf, type Visit, type VisitHandler } from "../../visit.ts";

/** Another password, by the one there is. */
export const passwordPage: VisitHandler = async (visit) => {
  await readerOf(visit);
  return view(visit, []);
};

/** Changes the password; every other sign-in ends. */
export const changePassword: VisitHandler = async (visit) => {
  await readerOf(visit);
  const problems = missing(visit, { currentPassword: "form.needed.currentPassword", newPassword: "form.needed.newPassword" });
  if (problems.length > 0) return view(visit, problems);
  const answer = await visit.auth("/change-password", {
    currentPassword: visit.fields.get("currentPassword"),
    newPassword: visit.fields.get("newPassword"),
  });
  if (answer.ok) return { onward: href(visit, "/account", { done: "password-changed" }) };
  const field = answer.refused.code.startsWith("PASSWORD") ? "newPassword" : "currentPassword";
  return view(visit, [problemOf(visit, answer.refused, field)]);
};

function view(visit: Visit, problems: readonly Problem[]): View {
  const { t } = visit;
  const form = { visit, problems };
  return formPage({
    ...form,
    title: t("password.title"),
    trail: [{ text: t("account.title"), path: "/account" }],
    body: (
      <>
        <p class="govuk-body">{t("password.text")}</p>
        <Form visit={visit}>
          <TextField
            form={form}
            name="currentPassword"
            label={t("field.currentPassword")}
            type="password"
            autocomplete="current-password"
            width={30}
          />
          <TextField
            form={form}
            name="newPassword"
            label={t("field.newPassword")}
            hint={t("field.passwordHint")}
            type="password"
            autocomplete="new-password"
            width={30}
          />
          <SubmitButton>{t("password.button")}</SubmitButton>
        </Form>
      </>
    ),
  });
}
