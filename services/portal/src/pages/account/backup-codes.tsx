import { formPage } from "../../components/form-page.tsx";
import { Form, SubmitButton, TextField } from "../../components/form.tsx";
import { missing, type Problem, problemOf } from "../../components/problem.ts";
import { href, type View } from "../../page.ts";
import { readerOf, type Visit, type VisitHandler } from "../../visit.ts";

/** Ten new backup codes in place of those there are. */
export const backupCodesPage: VisitHandler = async (visit) => {
  await readerOf(visit);
  return view(visit, []);
};

/** Makes the codes and shows them, this once. */
export const renewBackupCodes: VisitHandler = async (visit) => {
  await readerOf(visit);
  const problems = missing(visit, { password: "form.needed.password" });
  if (problems.length > 0) return view(visit, problems);
  const answer = await visit.auth("/two-factor/generate-backup-codes", { password: visit.fields.get("password") });
  if (!answer.ok) return view(visit, [problemOf(visit, answer.refused, "password")]);
  const { backupCodes } = answer.body;
  const codes = Array.isArray(backupCodes) ? backupCodes.map(String) : [];
  return formPage({ visit, problems: [], title: visit.t("backupCodes.title"), body: <BackupCodes visit={visit} codes={codes} /> });
};

/** Codes as a form carries them. What is no code is left out. */
export function readCodes(text: string): readonly string[] {
  return text
    .split(" ")
    .filter((code) => /^[\w-]{5,20}$/u.test(code))
    .slice(0, 20);
}

/** The codes to be printed or written down. */
export function BackupCodes({ visit, codes }: { readonly visit: Visit; readonly codes: readonly string[] }) {
  const { t } = visit;
  return (
    <>
      <p class="govuk-body">{t("backupCodes.text")}</p>
      <ol class="codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p class="govuk-body">
        <a class="govuk-link" href={href(visit, "/account")}>
          {t("account.back")}
        </a>
      </p>
    </>
  );
}

function view(visit: Visit, problems: readonly Problem[]): View {
  const { t } = visit;
  const form = { visit, problems };
  return formPage({
    ...form,
    title: t("backupCodes.renew"),
    trail: [{ text: t("account.title"), path: "/account" }],
    body: (
      <>
        <p class="govuk-body">{t("backupCodes.renewText")}</p>
        <Form visit={visit}>
          <TextField form={form} name="password" label={t("field.password")} type="password" autocomplete="current-password" width={30} />
          <SubmitButton>{t("backupCodes.renew")}</SubmitButton>
        </Form>
      </>
    ),
  });
}
