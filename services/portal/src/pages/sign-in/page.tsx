import { formPage } from "../../components/form-page.tsx";
import { Form, SubmitButton, TextField } from "../../components/form.tsx";
import { missing, type Problem, problemOf } from "../../components/problem.ts";
import { pageOfOurs } from "../../next.ts";
import { href, type View } from "../../page.ts";
import type { Visit, VisitHandler } from "../../visit.ts";

/** Where somebody proves who they are: by a password, or by a provider. */
export const signInPage: VisitHandler = async (visit) => {
  if ((await visit.reader()) !== null) return { onward: cameFrom(visit) ?? href(visit, "/account") };
  // The link of a letter leads here when it has done its work, or could not.
  return visit.query.has("error") ? view(visit, [{ text: visit.t("signIn.linkExpired") }]) : view(visit, []);
};

/** Signs in by a password; where the account has a second factor, that is asked for next. */
export const signIn: VisitHandler = async (visit) => {
  const problems = missing(visit, { email: "form.needed.email", password: "form.needed.password" });
  if (problems.length > 0) return view(visit, problems);
  const answer = await visit.auth("/sign-in/email", {
    email: (visit.fields.get("email") ?? "").trim(),
    password: visit.fields.get("password"),
  });
  if (!answer.ok) return view(visit, [problemOf(visit, answer.refused, "email")]);
  const next = cameFrom(visit);
  if (answer.body["twoFactorRedirect"] === true) return { onward: href(visit, "/two-factor", { next: next ?? undefined }) };
  return { onward: next ?? href(visit, "/account") };
};

/** Hands the reader over to a provider, who sends them back to where they came from. */
export const signInWithProvider: VisitHandler = async (visit) => {
  const answer = await visit.auth("/sign-in/social", {
    provider: visit.params["provider"],
    callbackURL: cameFrom(visit) ?? href(visit, "/account"),
    errorCallbackURL: href(visit, "/sign-in-failed"),
    disableRedirect: true,
  });
  if (!answer.ok) return view(visit, [problemOf(visit, answer.refused)]);
  return handOver(visit, answer.body["url"]);
};

/** The page between a form of ours and a provider's page. */
export function handOver(visit: Visit, url: unknown): View {
  const { t } = visit;
  const provider = visit.providers.find(({ id }) => id === visit.params["provider"])?.name ?? "";
  const target = typeof url === "string" && /^https?:\/\//u.test(url) ? url : href(visit, "/sign-in-failed");
  const title = t("signIn.onward", { provider });
  return {
    title,
    description: title,
    onwardTo: target,
    body: (
      <>
        <h1 class="govuk-heading-xl">{title}</h1>
        <p class="govuk-body">
          <a class="govuk-link" href={target}>
            {t("signIn.continue", { provider })}
          </a>
        </p>
      </>
    ),
  };
}

/** The page the reader was on their way to. */
function cameFrom(visit: Visit): string | null {
  return pageOfOurs(visit.fields.get("next") ?? visit.query.get("next"));
}

function view(visit: Visit, problems: readonly Problem[]): View {
  const { t, providers } = visit;
  const form = { visit, problems };
  const next = cameFrom(visit);
  const verified = visit.query.get("verified") === "1" && problems.length === 0;
  return formPage({
    ...form,
    title: t("signIn.title"),
    body: (
      <>
        {verified ? <p class="govuk-inset-text">{t("signIn.verified")}</p> : null}
        <Form visit={visit} path="/sign-in" hidden={{ next }}>
          <TextField form={form} name="email" label={t("field.email")} type="email" autocomplete="username" width={30} />
          <TextField form={form} name="password" label={t("field.password")} type="password" autocomplete="current-password" width={30} />
          <SubmitButton>{t("signIn.button")}</SubmitButton>
        </Form>
        <p class="govuk-body">
          <a class="govuk-link" href={href(visit, "/forgot-password")}>
            {t("signIn.forgotten")}
          </a>
        </p>
        {providers.map(({ id, name }) => (
          <Form visit={visit} path={`/sign-in/${id}`} hidden={{ next }}>
            <SubmitButton kind="secondary">{t("signIn.with", { provider: name })}</SubmitButton>
          </Form>
        ))}
        <p class="govuk-body muted">{t("signIn.byInvitation")}</p>
      </>
    ),
  });
}
