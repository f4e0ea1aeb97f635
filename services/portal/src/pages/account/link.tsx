import { problemOf } from "../../components/problem.ts";
import { ErrorSummary } from "../../components/form.tsx";
import { href } from "../../page.ts";
import { readerOf, type VisitHandler } from "../../visit.ts";
import { handOver } from "../sign-in/page.tsx";

/** Ties the account to a provider's, so that the person can sign in either way. */
export const linkProvider: VisitHandler = async (visit) => {
  await readerOf(visit);
  const answer = await visit.auth("/link-social", {
    provider: visit.params["provider"],
    callbackURL: href(visit, "/account", { done: "linked" }),
    errorCallbackURL: href(visit, "/sign-in-failed"),
    disableRedirect: true,
  });
  if (answer.ok) return handOver(visit, answer.body["url"]);
  const title = visit.t("signInFailed.title");
  const problems = [problemOf(visit, answer.refused)];
  return {
    title,
    description: title,
    status: 422,
    body: (
      <>
        <ErrorSummary visit={visit} problems={problems} />
        <h1 class="govuk-heading-xl">{title}</h1>
      </>
    ),
  };
};
