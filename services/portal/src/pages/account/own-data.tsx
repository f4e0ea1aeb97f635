import { formPage } from "../../components/form-page.tsx";
import { Form, SubmitButton, TextField } from "../../components/form.tsx";
import { missing, type Problem } from "../../components/problem.ts";
import { documentBeside } from "../../document.ts";
import { href, type View } from "../../page.ts";
import { readerOf, type Visit, type VisitHandler } from "../../visit.ts";
import { wish } from "../../wish.ts";
import { ownAccount } from "./details.tsx";

const exporting = documentBeside(import.meta.url, "export-account.graphql");
const erasing = documentBeside(import.meta.url, "erase-account.graphql");

/** What the node knows of the person: to be taken along, or to be erased. */
export const ownDataPage: VisitHandler = async (visit) => {
  await readerOf(visit);
  return dataView(visit, []);
};

/** Everything the node knows of the person, as a file. */
export const exportData: VisitHandler = async (visit) => {
  const wished = await wish<{ readonly known: unknown }>(visit, exporting, {});
  if (!wished.ok) return dataView(visit, wished.problems);
  const day = visit.now().toISOString().slice(0, 10);
  return { file: `dostyk-account-${day}.json`, text: `${JSON.stringify(wished.payload.known, null, 2)}\n` };
};

/** Asks before the account is erased, and for the address, so that nobody does it by a slip. */
export const erasePage: VisitHandler = async (visit) => {
  await ownAccount(visit);
  return eraseView(visit, []);
};

export const erase: VisitHandler = async (visit) => {
  const { email } = await ownAccount(visit);
  const problems = missing(visit, { email: "form.needed.email" });
  if (problems.length > 0) return eraseView(visit, problems);
  const typed = (visit.fields.get("email") ?? "").trim();
  if (typed.toLowerCase() !== email.toLowerCase()) return eraseView(visit, [{ field: "email", text: visit.t("erase.otherAddress") }]);
  const wished = await wish(visit, erasing, { email: typed });
  if (!wished.ok) return eraseView(visit, wished.problems);
  // The sign-in is gone; what is left of it in the browser goes too.
  await visit.auth("/sign-out", {});
  return { onward: href(visit, "/sign-in", { done: "erased" }) };
};

function dataView(visit: Visit, problems: readonly Problem[]): View {
  const { t } = visit;
  return formPage({
    visit,
    problems,
    title: t("ownData.title"),
    trail: [{ text: t("account.title"), path: "/account" }],
    body: (
      <>
        <p class="govuk-body">{t("ownData.text")}</p>
        <Form visit={visit}>
          <SubmitButton>{t("ownData.button")}</SubmitButton>
        </Form>
        <h2 class="govuk-heading-m">{t("erase.title")}</h2>
        <p class="govuk-body">
          <a class="govuk-link" href={href(visit, "/account/erase")}>
            {t("erase.link")}
          </a>
        </p>
      </>
    ),
  });
}

function eraseView(visit: Visit, problems: readonly Problem[]): View {
  const { t } = visit;
  const form = { visit, problems };
  return formPage({
    ...form,
    title: t("erase.title"),
    trail: [
      { text: t("account.title"), path: "/account" },
      { text: t("ownData.title"), path: "/account/data" },
    ],
    body: (
      <>
        <p class="govuk-body">{t("erase.text")}</p>
        <Form visit={visit}>
          <TextField form={form} name="email" label={t("erase.email")} type="email" autocomplete="off" width={30} />
          <SubmitButton kind="warning">{t("erase.button")}</SubmitButton>
        </Form>
      </>
    ),
  });
}
