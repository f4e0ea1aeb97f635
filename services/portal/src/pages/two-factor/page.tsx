import { formPage } from "../../components/form-page.tsx";
import { Form, SubmitButton, TextField } from "../../components/form.tsx";
import { missing, type Problem, problemOf } from "../../components/problem.ts";
import { pageOfOurs } from "../../next.ts";
import { href, type View } from "../../page.ts";
import type { Visit, VisitHandler } from "../../visit.ts";

/** The second step of signing in: a code of the app, or one of the backup codes. */
export const twoFactorPage: VisitHandler = async (visit) => view(visit, []);

/** Six digits are a code of the app; anything else is taken for a backup code. Blanks are how people group digits. */
export const giveCode: VisitHandler = async (visit) => {
  const problems = missing(visit, { code: "form.needed.code" });
  if (problems.length > 0) return view(visit, problems);
  const code = (visit.fields.get("code") ?? "").replaceAll(/\s/gu, "");
  const answer = await visit.auth(/^\d{6}$/u.test(code) ? "/two-factor/verify-totp" : "/two-factor/verify-backup-code", { code });
  if (!answer.ok) return view(visit, [problemOf(visit, answer.refused, "code")]);
  return { onward: cameFrom(visit) ?? href(visit, "/account") };
};

function cameFrom(visit: Visit): string | null {
  return pageOfOurs(visit.fields.get("next") ?? visit.query.get("next"));
}

function view(visit: Visit, problems: readonly Problem[]): View {
  const { t } = visit;
  // A code is worth nothing the second time: the field begins empty again.
  const form = { visit: { ...visit, fields: new URLSearchParams() }, problems };
  return formPage({
    ...form,
    title: t("twoFactor.title"),
    body: (
      <>
        <Form visit={visit} path="/two-factor" hidden={{ next: cameFrom(visit) }}>
          <TextField form={form} name="code" label={t("field.code")} hint={t("twoFactor.hint")} autocomplete="one-time-code" width={10} />
          <SubmitButton>{t("signIn.button")}</SubmitButton>
        </Form>
        <p class="govuk-body">
          <a class="govuk-link" href={href(visit, "/sign-in")}>
            {t("twoFactor.again")}
          </a>
        </p>
      </>
    ),
  });
}
