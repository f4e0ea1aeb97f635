import { Fact, Facts } from "../../components/facts.tsx";
import { formPage } from "../../components/form-page.tsx";
import { Form, SubmitButton } from "../../components/form.tsx";
import { languageName } from "../../components/language-name.ts";
import { documentBeside } from "../../document.ts";
import { href, type Page, word } from "../../page.ts";
import { SignInNeeded, type Visit, type VisitHandler } from "../../visit.ts";
import { bodyName, type BodyKind } from "../bodies/body.ts";
import { capitalized } from "../list.tsx";

const document = documentBeside(import.meta.url);

interface Data {
  readonly viewer: { readonly account: Account | null; readonly roles: readonly HeldRole[] };
}
interface Account {
  readonly name: string;
  readonly email: string;
  readonly locale: string;
  readonly secondFactor: boolean;
}
interface HeldRole {
  readonly role: string;
  readonly counts: boolean;
  readonly body: { readonly id: string; readonly name: string; readonly kind: BodyKind };
}

/** What the node knows of the person who is signed in, and everything they can change about it. */
export const accountPage: VisitHandler = async (visit) => {
  const { t } = visit;
  const { account, roles } = (await visit.ask<Data>(document)).viewer;
  if (account === null) throw new SignInNeeded();
  return formPage({
    visit,
    problems: [],
    title: t("account.title"),
    body: (
      <>
        <Facts>
          <Fact page={visit} name={t("field.name")}>
            {account.name}
          </Fact>
          <Fact page={visit} name={t("field.email")}>
            {account.email}
          </Fact>
          <Fact page={visit} name={t("account.language")}>
            {languageName(visit, account.locale)}
          </Fact>
          <Fact page={visit} name={t("secondFactor.title")}>
            {account.secondFactor ? t("secondFactor.on") : t("secondFactor.off")}
          </Fact>
        </Facts>
        <h2 class="govuk-heading-l">{t("account.roles")}</h2>
        <Roles page={visit} roles={roles} />
        {account.secondFactor || roles.every(({ counts }) => counts) ? null : (
          <p class="govuk-inset-text">
            {t("account.factorNeeded")}{" "}
            <a class="govuk-link" href={href(visit, "/account/second-factor")}>
              {t("secondFactor.setUp")}
            </a>
          </p>
        )}
        <h2 class="govuk-heading-l">{t("account.change")}</h2>
        <Ways visit={visit} secondFactor={account.secondFactor} />
        <LinkedProviders visit={visit} />
      </>
    ),
  });
};

function Roles({ page, roles }: { readonly page: Page; readonly roles: readonly HeldRole[] }) {
  if (roles.length === 0) return <p class="govuk-body">{page.t("account.noRoles")}</p>;
  return (
    <ul class="govuk-list govuk-list--bullet">
      {roles.map(({ role, counts, body }) => (
        <li>
          {capitalized(page, word(page, "Role", role))}:{" "}
          {counts ? (
            <a class="govuk-link" href={href(page, `/bodies/${body.id}`)}>
              {bodyName(page, body)}
            </a>
          ) : (
            bodyName(page, body)
          )}
          {counts ? null : <strong class="muted"> – {page.t("account.notCounting")}</strong>}{" "}
          <a class="govuk-link beside" href={href(page, `/bodies/${body.id}/leave`)}>
            {page.t("leave.link")} <span class="govuk-visually-hidden">{bodyName(page, body)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Ways({ visit, secondFactor }: { readonly visit: Visit; readonly secondFactor: boolean }) {
  const { t } = visit;
  const ways = [
    ["/account/details", t("details.title")],
    ["/account/password", t("password.title")],
    ["/account/second-factor", secondFactor ? t("secondFactor.turnOff") : t("secondFactor.setUp")],
    ...(secondFactor ? [["/account/backup-codes", t("backupCodes.renew")]] : []),
    ["/account/sign-ins", t("signIns.title")],
    ["/account/activity", t("activity.title")],
    ["/account/data", t("ownData.title")],
  ];
  return (
    <ul class="govuk-list">
      {ways.map(([path = "", text]) => (
        <li>
          <a class="govuk-link" href={href(visit, path)}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}

function LinkedProviders({ visit }: { readonly visit: Visit }) {
  return (
    <>
      {visit.providers.map(({ id, name }) => (
        <Form visit={visit} path={`/account/link/${id}`}>
          <SubmitButton kind="secondary">{visit.t("account.link", { provider: name })}</SubmitButton>
        </Form>
      ))}
    </>
  );
}
