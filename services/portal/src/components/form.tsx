/** Parts of forms as the design system draws them: https://design-system.service.gov.uk/patterns/validation/ */
import type { Child } from "hono/jsx";
import { href } from "../page.ts";
import type { Visit } from "../visit.ts";
import type { Problem } from "./problem.ts";

/** A form being filled in, and what was wrong with it when it was sent. */
export interface FormState {
  readonly visit: Visit;
  readonly problems: readonly Problem[];
}

/** What is to be mended, each with a way to its field. It takes the focus when the page opens, without a script. */
export function ErrorSummary({ visit, problems }: FormState) {
  if (problems.length === 0) return null;
  return (
    <div class="govuk-error-summary" tabindex={-1} autofocus>
      <div role="alert">
        <h2 class="govuk-error-summary__title">{visit.t("form.problems")}</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {problems.map(({ field, text, lang }) => (
              <li lang={lang}>{field === undefined ? text : <a href={`#${field}`}>{text}</a>}</li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}

interface FormProps {
  readonly visit: Visit;
  /** Where it is sent, without the language; the page itself unless said. */
  readonly path?: string;
  /** Fields that go along unseen. */
  readonly hidden?: Readonly<Record<string, string | null | undefined>>;
  readonly children: Child;
}

/** A form that is sent to a page of the site. The server alone checks it, so that everybody is told in the same words. */
export function Form({ visit, path = visit.path, hidden = {}, children }: FormProps) {
  return (
    <form method="post" action={encodeURI(href(visit, path))} novalidate>
      {Object.entries(hidden).map(([name, value]) => (value ? <input type="hidden" name={name} value={value} /> : null))}
      {children}
    </form>
  );
}

interface FieldProps {
  readonly form: FormState;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

interface TextFieldProps extends FieldProps {
  readonly type?: "text" | "email" | "password";
  readonly autocomplete?: string;
  readonly inputmode?: "numeric";
  /** What stands in it at first; what was sent comes before it. A password is never sent back. */
  readonly value?: string | undefined;
  readonly width?: 10 | 20 | 30;
}

/** A line of text. */
export function TextField({ form, name, label, hint, type = "text", autocomplete, inputmode, value, width }: TextFieldProps) {
  const problem = form.problems.find(({ field }) => field === name);
  const sent = form.visit.fields.get(name) ?? value;
  const named = type === "email" || autocomplete === "one-time-code" || type === "password";
  return (
    <Group problem={problem}>
      <label class="govuk-label" for={name}>
        {label}
      </label>
      <Hint name={name} hint={hint} />
      <ErrorMessage form={form} problem={problem} name={name} />
      <input
        class={`govuk-input${problem === undefined ? "" : " govuk-input--error"}${width === undefined ? "" : ` govuk-input--width-${width}`}`}
        id={name}
        name={name}
        type={type}
        value={type === "password" ? undefined : sent}
        autocomplete={autocomplete}
        inputmode={inputmode}
        spellcheck={named ? false : undefined}
        autocapitalize={named ? "none" : undefined}
        aria-describedby={describedBy(name, hint, problem)}
      />
    </Group>
  );
}

interface ChoiceProps extends FieldProps {
  readonly options: readonly { readonly value: string; readonly text: string; readonly hint?: string }[];
  /** What is chosen at first. */
  readonly value?: string | undefined;
  readonly kind?: "radios" | "checkboxes";
}

/** One of a few, or several of them. */
export function ChoiceField({ form, name, label, hint, options, value, kind = "radios" }: ChoiceProps) {
  const problem = form.problems.find(({ field }) => field === name);
  const sent = form.visit.fields.getAll(name);
  const chosen = form.visit.fields.size === 0 && value !== undefined ? [value] : sent;
  const type = kind === "radios" ? "radio" : "checkbox";
  return (
    <Group problem={problem}>
      <fieldset class="govuk-fieldset" aria-describedby={describedBy(name, hint, problem)}>
        <legend class="govuk-fieldset__legend">{label}</legend>
        <Hint name={name} hint={hint} />
        <ErrorMessage form={form} problem={problem} name={name} />
        <div class={`govuk-${kind} govuk-${kind}--small`}>
          {options.map((option, index) => {
            // The summary's link leads to the first of them.
            const id = index === 0 ? name : `${name}-${index + 1}`;
            return (
              <div class={`govuk-${kind}__item`}>
                <input
                  class={`govuk-${kind}__input`}
                  id={id}
                  name={name}
                  type={type}
                  value={option.value}
                  checked={chosen.includes(option.value)}
                  aria-describedby={option.hint === undefined ? undefined : `${id}-hint`}
                />
                <label class={`govuk-label govuk-${kind}__label`} for={id}>
                  {option.text}
                </label>
                {option.hint === undefined ? null : (
                  <div class={`govuk-hint govuk-${kind}__hint`} id={`${id}-hint`}>
                    {option.hint}
                  </div>
                )}
              </div>
            );
          })}
        </div>
      </fieldset>
    </Group>
  );
}

/** Sends the form. A warning button does what cannot be undone. */
export function SubmitButton({
  kind = "primary",
  children,
}: {
  readonly kind?: "primary" | "secondary" | "warning";
  readonly children: Child;
}) {
  return (
    <button class={kind === "primary" ? "govuk-button" : `govuk-button govuk-button--${kind}`} type="submit">
      {children}
    </button>
  );
}

function Group({ problem, children }: { readonly problem: Problem | undefined; readonly children: Child }) {
  return <div class={problem === undefined ? "govuk-form-group" : "govuk-form-group govuk-form-group--error"}>{children}</div>;
}

function Hint({ name, hint }: { readonly name: string; readonly hint: string | undefined }) {
  return hint === undefined ? null : (
    <div class="govuk-hint" id={`${name}-hint`}>
      {hint}
    </div>
  );
}

function ErrorMessage({ form, problem, name }: { readonly form: FormState; readonly problem: Problem | undefined; readonly name: string }) {
  return problem === undefined ? null : (
    <p class="govuk-error-message" id={`${name}-error`} lang={problem.lang}>
      <span class="govuk-visually-hidden">{form.visit.t("form.error")}</span> {problem.text}
    </p>
  );
}

function describedBy(name: string, hint: string | undefined, problem: Problem | undefined): string | undefined {
  const ids = [...(hint === undefined ? [] : [`${name}-hint`]), ...(problem === undefined ? [] : [`${name}-error`])];
  return ids.length === 0 ? undefined : ids.join(" ");
}
