import { DataTable } from "../../components/data-table.tsx";
import { formPage } from "../../components/form-page.tsx";
import { Form, SubmitButton } from "../../components/form.tsx";
import { Moment } from "../../components/moment.tsx";
import type { Problem } from "../../components/problem.ts";
import { documentBeside } from "../../document.ts";
import { href, type View } from "../../page.ts";
import { SignInNeeded, type Visit, type VisitHandler } from "../../visit.ts";
import { wish } from "../../wish.ts";

const document = documentBeside(import.meta.url, "sign-ins.graphql");
const endingOne = documentBeside(import.meta.url, "end-sign-in.graphql");
const endingAll = documentBeside(import.meta.url, "end-all-sign-ins.graphql");

interface SignIn {
  readonly id: string;
  readonly browser: string | null;
  readonly address: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly current: boolean;
}
interface Data {
  readonly viewer: { readonly account: object | null; readonly loginSessions: readonly SignIn[] };
}

/** Where the person is signed in, with the way out of each. */
export const signInsPage: VisitHandler = async (visit) => view(visit, []);

/** Ends one sign-in, all others, or all: whoever ended their own has to sign in again. */
export const endSignIns: VisitHandler = async (visit) => {
  const session = visit.fields.get("session");
  const everywhere = visit.fields.get("which") === "all";
  const wished =
    session === null ? await wish(visit, endingAll, { keepThis: !everywhere }) : await wish(visit, endingOne, { sessionId: session });
  if (!wished.ok) return view(visit, wished.problems);
  return { onward: everywhere ? href(visit, "/sign-in", { done: "signed-out" }) : href(visit, "/account/sign-ins", { done: "ended" }) };
};

async function view(visit: Visit, problems: readonly Problem[]): Promise<View> {
  const { t } = visit;
  const { account, loginSessions } = (await visit.ask<Data>(document)).viewer;
  if (account === null) throw new SignInNeeded();
  return formPage({
    visit,
    problems,
    wide: true,
    title: t("signIns.title"),
    trail: [{ text: t("account.title"), path: "/account" }],
    body: (
      <>
        <p class="govuk-body">{t("signIns.text")}</p>
        <DataTable
          caption={t("signIns.title")}
          captionHidden
          wide
          head={[t("signIns.browser"), t("signIns.address"), t("signIns.begun"), t("signIns.ends"), t("field.actions")]}
          rows={loginSessions.map(({ id, browser, address, createdAt, expiresAt, current }) => [
            browserName(browser) ?? t("signIns.unknown"),
            address ?? t("signIns.unknown"),
            <Moment page={visit} at={createdAt} />,
            <Moment page={visit} at={expiresAt} />,
            current ? (
              t("signIns.current")
            ) : (
              <Form visit={visit} hidden={{ session: id }}>
                <button class="link-button" type="submit">
                  {t("signIns.end")} <span class="govuk-visually-hidden">{browserName(browser)}</span>
                </button>
              </Form>
            ),
          ])}
        />
        <div class="button-row">
          <Form visit={visit} hidden={{ which: "others" }}>
            <SubmitButton kind="secondary">{t("signIns.endOthers")}</SubmitButton>
          </Form>
          <Form visit={visit} hidden={{ which: "all" }}>
            <SubmitButton kind="secondary">{t("signIns.endAll")}</SubmitButton>
          </Form>
        </div>
      </>
    ),
  });
}

/** Browser and system out of what the browser says of itself (RFC 9110 §10.1.5); its first words where neither is known. */
export function browserName(said: string | null): string | null {
  if (said === null) return null;
  // Each also claims to be those after it.
  const known = ["YaBrowser", "OPR", "Edg", "SamsungBrowser", "Firefox", "Chrome", "Safari"].find((name) => said.includes(name));
  const system = ["Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux"].find((name) => said.includes(name));
  if (known === undefined) return said.slice(0, 60);
  const names: Readonly<Record<string, string>> = { OPR: "Opera", Edg: "Edge", SamsungBrowser: "Samsung", YaBrowser: "Yandex" };
  return [names[known] ?? known, ...(system === undefined ? [] : [system])].join(", ");
}
