/** Proving again who one is, in the middle of a wish: the form waits in the page, so that nothing has to be filled in twice. */
import { formPage } from "./components/form-page.tsx";
import { SubmitButton, TextField } from "./components/form.tsx";
import { type Problem, problemOf } from "./components/problem.ts";
import { href, ownAddress, type View } from "./page.ts";
import type { Visit } from "./visit.ts";

const field = "proof";

/** Takes the password that came with a form that had waited for it. Null where there is none, or it fits; otherwise the page to try again. */
export async function provenFields(visit: Visit): Promise<View | null> {
  const password = visit.fields.get(field);
  if (password === null) return null;
  const answer = await visit.auth("/reauthenticate", { password });
  return answer.ok ? null : proofView(visit, [problemOf(visit, answer.refused, field)]);
}

/** Asks for the password, keeping what was sent. */
export function proofView(visit: Visit, problems: readonly Problem[]): View {
  const { t } = visit;
  const form = { visit, problems };
  return formPage({
    ...form,
    title: t("proof.title"),
    body: (
      <>
        <p class="govuk-body">{t("proof.text")}</p>
        <form method="post" action={ownAddress(visit)} novalidate>
          {[...visit.fields]
            .filter(([name]) => name !== field && !/password/iu.test(name))
            .map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
          <TextField form={form} name={field} label={t("field.password")} type="password" autocomplete="current-password" width={30} />
          <SubmitButton>{t("form.continue")}</SubmitButton>
        </form>
        <p class="govuk-body">{t("proof.withoutPassword")}</p>
        <p class="govuk-body">
          <a class="govuk-link" href={href(visit, "/account")}>
            {t("account.back")}
          </a>
        </p>
      </>
    ),
  });
}
