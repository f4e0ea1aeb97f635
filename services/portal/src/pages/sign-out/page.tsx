import { formPage } from "../../components/form-page.tsx";
import { Form, SubmitButton } from "../../components/form.tsx";
import { href } from "../../page.ts";
import type { VisitHandler } from "../../visit.ts";

/** Asks before it signs out, for whoever comes by a link: looking at a page changes nothing. */
export const signOutPage: VisitHandler = async (visit) =>
  formPage({
    visit,
    problems: [],
    title: visit.t("signOut.title"),
    body: (
      <Form visit={visit}>
        <SubmitButton>{visit.t("account.signOut")}</SubmitButton>
      </Form>
    ),
  });

/** Ends the login session. Whoever has none is signed out already. */
export const signOut: VisitHandler = async (visit) => {
  await visit.auth("/sign-out", {});
  return { onward: href(visit, "/sign-in", { done: "signed-out" }) };
};
