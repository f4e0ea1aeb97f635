import { formPage } from "../../components/form-page.tsx";
import { Form, SubmitButton, TextField } from "../../components/form.tsx";
import { missing, type Problem, problemOf } from "../../components/problem.ts";
import { href, type View } from "../../page.ts";
import type { Visit, VisitHandler } from "../../visit.ts";

/** Asks for a letter by which a new password is chosen. */
export const forgotPasswordPage: VisitHandler = async (visit) => (visit.query.get("sent") === "1" ? sent(visit) : view(visit, []));

/** Answers alike whether or not somebody has the address. */
export const askForPassword: VisitHandler = async (visit) => {
  const email = (visit.fields.get("email") ?? "").trim();
  const problems = missing(visit, { email: "form.needed.email" });
  if (problems.length > 0) return view(visit, problems);
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(email)) return view(visit, [{ field: "email", text: visit.t("refusal.INVALID_EMAIL") }]);
  const answer = await visit.auth("/request-password-reset", { email });
  if (!answer.ok) return view(visit, [problemOf(visit, answer.refused, "email")]);
  return { onward: href(visit, "/forgot-password", { sent: "1" }) };
};

function sent(visit: Visit): View {
  const { t } = visit;
  const paragraphs = [t("forgotPassword.sent"), t("forgotPassword.noMail")];
  return formPage({
    visit,
    problems: [],
    title: t("forgotPassword.sentTitle"),
    body: paragraphs.map((text) => <p class="govuk-body">{text}</p>),
  });
}

function view(visit: Visit, problems: readonly Problem[]): View {
  const { t } = visit;
  const form = { visit, problems };
  return formPage({
    ...form,
    title: t("forgotPassword.title"),
    body: (
      <Form visit={visit}>
        <TextField
          form={form}
          name="email"
          label={t("field.email")}
          hint={t("forgotPassword.hint")}
          type="email"
          autocomplete="username"
          width={30}
        />
        <SubmitButton>{t("forgotPassword.button")}</SubmitButton>
      </Form>
    ),
  });
}
