import type { Child } from "hono/jsx";
import { isMessageKey } from "../locales/catalogue.ts";
import type { Crumb, Page, View } from "../page.ts";
import { ErrorSummary, type FormState } from "./form.tsx";

interface FormPage extends FormState {
  readonly title: string;
  readonly trail?: readonly Crumb[];
  /** Tables stand on it, which want the whole width. */
  readonly wide?: boolean;
  readonly body: Child;
}

/** A page of forms: what was done before, what has to be mended, the heading, the forms. */
export function formPage({ visit, problems, title, trail, wide = false, body }: FormPage): View {
  return {
    title,
    description: title,
    ...(trail === undefined ? {} : { trail }),
    ...(problems.length === 0 ? {} : { status: 422 }),
    body: (
      <div class={wide ? undefined : "form-page"}>
        <ErrorSummary visit={visit} problems={problems} />
        {problems.length === 0 ? <Done page={visit} /> : null}
        <h1 class="govuk-heading-xl">{title}</h1>
        {body}
      </div>
    ),
  };
}

/** Says what was just done, by the page's own address: `?done=signed-out`. Words the catalogues do not know are not repeated. */
function Done({ page }: { readonly page: Page }) {
  const key = `done.${page.query.get("done") ?? ""}`;
  if (!isMessageKey(key)) return null;
  return <Notice>{(page.t as (key: string) => string)(key)}</Notice>;
}

/** Something that went well. */
export function Notice({ children }: { readonly children: Child }) {
  return (
    <div class="notice" role="status">
      <p class="govuk-body">{children}</p>
    </div>
  );
}
