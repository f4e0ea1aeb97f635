import { formPage } from "../../components/form-page.tsx";
import { ChoiceField, Form, SubmitButton, TextField } from "../../components/form.tsx";
import { languageName } from "../../components/language-name.ts";
import { missing, type Problem } from "../../components/problem.ts";
import { documentBeside } from "../../document.ts";
import { href, type View } from "../../page.ts";
import { SignInNeeded, type Visit, type VisitHandler } from "../../visit.ts";
import { wish } from "../../wish.ts";

const document = documentBeside(import.meta.url, "details.graphql");
const correcting = documentBeside(import.meta.url, "correct-account.graphql");

/** The languages letters are asked for in. Kyrgyz readers get Russian ones until somebody has written theirs. */
const mailLanguages = ["en", "ru", "kk", "ky"];

/** One's own account, as forms about it know it. */
export interface OwnAccount {
  readonly name: string;
  readonly email: string;
  readonly locale: string;
}

/** The account of the person who is signed in. @throws SignInNeeded */
export async function ownAccount(visit: Visit): Promise<OwnAccount> {
  const { account } = (await visit.ask<{ readonly viewer: { readonly account: OwnAccount | null } }>(document)).viewer;
  if (account === null) throw new SignInNeeded();
  return account;
}

/** One's own name and the language of one's mail. */
export const detailsPage: VisitHandler = async (visit) => view(visit, await ownAccount(visit), []);

export const correctDetails: VisitHandler = async (visit) => {
  const account = await ownAccount(visit);
  const problems = missing(visit, { name: "form.needed.name" });
  if (problems.length > 0) return view(visit, account, problems);
  const wished = await wish(visit, correcting, {
    name: visit.fields.get("name")?.trim(),
    locale: visit.fields.get("locale") ?? account.locale,
  });
  if (!wished.ok) return view(visit, account, wished.problems);
  return { onward: href(visit, "/account", { done: "corrected" }) };
};

function view(visit: Visit, account: OwnAccount, problems: readonly Problem[]): View {
  const { t } = visit;
  const form = { visit, problems };
  return formPage({
    ...form,
    title: t("details.title"),
    trail: [{ text: t("account.title"), path: "/account" }],
    body: (
      <Form visit={visit}>
        <TextField form={form} name="name" label={t("field.name")} value={account.name} autocomplete="name" width={30} />
        <ChoiceField
          form={form}
          name="locale"
          label={t("account.language")}
          value={account.locale}
          options={mailLanguages.map((value) => ({ value, text: languageName(visit, value) }))}
        />
        <SubmitButton>{t("form.save")}</SubmitButton>
      </Form>
    ),
  });
}
