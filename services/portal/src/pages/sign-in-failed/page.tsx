import type { MessageKey } from "../../locales/catalogue.ts";
import { href } from "../../page.ts";
import type { VisitHandler } from "../../visit.ts";

/** What providers and the account routes call it (RFC 6749 §4.1.2.1 and better-auth's own), and what to do about it. */
const causes: Readonly<Record<string, MessageKey & `signInFailed.${string}`>> = {
  access_denied: "signInFailed.denied",
  account_not_linked: "signInFailed.notLinked",
  unable_to_link_account: "signInFailed.notLinked",
  account_already_linked_to_different_user: "signInFailed.linkedElsewhere",
  email_does_not_match: "signInFailed.notLinked",
  email_not_found: "signInFailed.address",
  email_not_verified: "signInFailed.address",
  state_mismatch: "signInFailed.again",
  state_not_found: "signInFailed.again",
  please_restart_the_process: "signInFailed.again",
  invalid_code: "signInFailed.again",
  no_code: "signInFailed.again",
};

/** Where somebody stands whom a provider or a link did not let in. */
export const signInFailedPage: VisitHandler = async (visit) => {
  const { t } = visit;
  const title = t("signInFailed.title");
  const cause = causes[(visit.query.get("error") ?? "").toLowerCase()] ?? "signInFailed.provider";
  return {
    title,
    description: title,
    body: (
      <>
        <h1 class="govuk-heading-xl">{title}</h1>
        <p class="govuk-body">{(t as (key: string) => string)(cause)}</p>
        <p class="govuk-body">
          <a class="govuk-link" href={href(visit, "/sign-in")}>
            {t("signIn.title")}
          </a>
        </p>
      </>
    ),
  };
};
