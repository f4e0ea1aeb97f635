import type { Child } from "hono/jsx";
import { formPage } from "../../components/form-page.tsx";
import { Form, SubmitButton, TextField } from "../../components/form.tsx";
import { missing, type Problem, problemOf } from "../../components/problem.ts";
import { QrCode } from "../../components/qr-code.tsx";
import { documentBeside } from "../../document.ts";
import { href, type View } from "../../page.ts";
import { SignInNeeded, type Visit, type VisitHandler } from "../../visit.ts";
import { BackupCodes, readCodes } from "./backup-codes.tsx";

const document = documentBeside(import.meta.url, "second-factor.graphql");

interface Data {
  readonly viewer: { readonly account: { readonly secondFactor: boolean } | null };
}

/** Sets up the second factor, or turns it off where there is one. Either begins with the password. */
export const secondFactorPage: VisitHandler = async (visit) => ((await hasOne(visit)) ? turnOffView(visit, []) : beginView(visit, []));

/** One step: the password begins, a code of the app confirms, "off" takes the second factor away. */
export const secondFactorStep: VisitHandler = async (visit) => {
  const had = await hasOne(visit);
  switch (visit.fields.get("step")) {
    case "confirm":
      return confirm(visit);
    case "off":
      return had ? turnOff(visit) : { onward: href(visit, "/account") };
    default:
      return had ? { onward: href(visit, "/account") } : begin(visit);
  }
};

async function hasOne(visit: Visit): Promise<boolean> {
  const { account } = (await visit.ask<Data>(document)).viewer;
  if (account === null) throw new SignInNeeded();
  return account.secondFactor;
}

async function begin(visit: Visit): Promise<View> {
  const problems = missing(visit, { password: "form.needed.password" });
  if (problems.length > 0) return beginView(visit, problems);
  const answer = await visit.auth("/two-factor/enable", { password: visit.fields.get("password") });
  if (!answer.ok) return beginView(visit, [problemOf(visit, answer.refused, "password")]);
  const { totpURI, backupCodes } = answer.body;
  return confirmView(visit, [], { uri: String(totpURI), codes: Array.isArray(backupCodes) ? backupCodes.join(" ") : "" });
}

async function confirm(visit: Visit): Promise<View> {
  const begun = { uri: visit.fields.get("uri") ?? "", codes: visit.fields.get("codes") ?? "" };
  if (!/^otpauth:\/\/totp\/[!-~]{1,500}$/u.test(begun.uri)) return beginView(visit, []);
  const problems = missing(visit, { code: "form.needed.code" });
  if (problems.length > 0) return confirmView(visit, problems, begun);
  const answer = await visit.auth("/two-factor/verify-totp", { code: (visit.fields.get("code") ?? "").replaceAll(/\s/gu, "") });
  if (!answer.ok) return confirmView(visit, [problemOf(visit, answer.refused, "code")], begun);
  return formPage({
    visit,
    problems: [],
    title: visit.t("backupCodes.title"),
    body: (
      <>
        <p class="govuk-inset-text">{visit.t("secondFactor.done")}</p>
        <BackupCodes visit={visit} codes={readCodes(begun.codes)} />
      </>
    ),
  });
}

async function turnOff(visit: Visit): Promise<View | { readonly onward: string }> {
  const problems = missing(visit, { password: "form.needed.password" });
  if (problems.length > 0) return turnOffView(visit, problems);
  const answer = await visit.auth("/two-factor/disable", { password: visit.fields.get("password") });
  if (!answer.ok) return turnOffView(visit, [problemOf(visit, answer.refused, "password")]);
  return { onward: href(visit, "/account", { done: "factor-off" }) };
}

function beginView(visit: Visit, problems: readonly Problem[]): View {
  const { t } = visit;
  return passwordView(visit, problems, {
    title: t("secondFactor.setUp"),
    text: t("secondFactor.text"),
    step: "begin",
    button: <SubmitButton>{t("form.continue")}</SubmitButton>,
  });
}

function turnOffView(visit: Visit, problems: readonly Problem[]): View {
  const { t } = visit;
  return passwordView(visit, problems, {
    title: t("secondFactor.turnOff"),
    text: t("secondFactor.offText"),
    step: "off",
    button: <SubmitButton kind="warning">{t("secondFactor.turnOff")}</SubmitButton>,
  });
}

interface PasswordStep {
  readonly title: string;
  readonly text: string;
  readonly step: string;
  readonly button: Child;
}

function passwordView(visit: Visit, problems: readonly Problem[], { title, text, step, button }: PasswordStep): View {
  const { t } = visit;
  const form = { visit, problems };
  return formPage({
    ...form,
    title,
    trail: [{ text: t("account.title"), path: "/account" }],
    body: (
      <>
        <p class="govuk-body">{text}</p>
        <Form visit={visit} hidden={{ step }}>
          <TextField form={form} name="password" label={t("field.password")} type="password" autocomplete="current-password" width={30} />
          {button}
        </Form>
      </>
    ),
  });
}

/** The secret stands in the form as well: nothing of a setup that is not confirmed is kept for the reader elsewhere. */
function confirmView(visit: Visit, problems: readonly Problem[], begun: { readonly uri: string; readonly codes: string }): View {
  const { t } = visit;
  const form = { visit: { ...visit, fields: new URLSearchParams() }, problems };
  const secret = new URL(begun.uri).searchParams.get("secret") ?? "";
  return formPage({
    ...form,
    title: t("secondFactor.setUp"),
    trail: [{ text: t("account.title"), path: "/account" }],
    body: (
      <>
        <p class="govuk-body">{t("secondFactor.scan")}</p>
        <QrCode text={begun.uri} title={t("secondFactor.picture")} />
        <p class="govuk-body">{t("secondFactor.secret")}</p>
        <p class="govuk-body">
          <code class="secret">{(secret.match(/.{1,4}/gu) ?? []).join(" ")}</code>
        </p>
        <Form visit={visit} hidden={{ step: "confirm", ...begun }}>
          <TextField
            form={form}
            name="code"
            label={t("field.code")}
            hint={t("secondFactor.codeHint")}
            autocomplete="one-time-code"
            inputmode="numeric"
            width={10}
          />
          <SubmitButton>{t("secondFactor.confirm")}</SubmitButton>
        </Form>
      </>
    ),
  });
}
