import type { Crumb, View } from "../page.ts";
import type { Visit } from "../visit.ts";
import { formPage } from "./form-page.tsx";
import { Form, SubmitButton } from "./form.tsx";
import type { Problem } from "./problem.ts";

interface ConfirmPage {
  readonly title: string;
  /** What happens, and what cannot be undone. */
  readonly text: string;
  readonly button: string;
  readonly trail: readonly Crumb[];
  readonly problems?: readonly Problem[];
}

/** Asks once more before something that cannot be undone; the way back is the trail above it. */
export function confirmPage(visit: Visit, { title, text, button, trail, problems = [] }: ConfirmPage): View {
  return formPage({
    visit,
    problems,
    title,
    trail,
    body: (
      <>
        <p class="govuk-body">{text}</p>
        <Form visit={visit}>
          <SubmitButton kind="warning">{button}</SubmitButton>
        </Form>
      </>
    ),
  });
}
