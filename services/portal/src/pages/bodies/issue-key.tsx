import { formPage } from "../../components/form-page.tsx";
import { ChoiceField, Form, SubmitButton, TextField } from "../../components/form.tsx";
import { Moment } from "../../components/moment.tsx";
import { missing, type Problem } from "../../components/problem.ts";
import { documentBeside } from "../../document.ts";
import { NoSuchPage } from "../../faults.ts";
import { numberText, type View } from "../../page.ts";
import type { Visit, VisitHandler } from "../../visit.ts";
import { wish } from "../../wish.ts";
import { type Body, bodyOf, bodyTrail } from "./body.ts";

const issuing = documentBeside(import.meta.url, "issue-key.graphql");

const DAY_MS = 86_400_000;
const lifetimes = ["30", "90", "365"];
const budgets = ["10000", "100000", "1000000"];

interface Issued {
  readonly secret: string;
  readonly key: { readonly name: string; readonly expiresAt: string };
}

/** What a new key is for. */
export const issueKeyPage: VisitHandler = async (visit) => view(visit, await withKeys(visit), []);

/** Issues a key and shows it, this once. */
export const issueKey: VisitHandler = async (visit) => {
  const body = await withKeys(visit);
  const { fields } = visit;
  const problems = missing(visit, {
    name: "form.needed.keyName",
    scopes: "form.needed.scopes",
    expiresAt: "form.needed.expiry",
    costBudget: "form.needed.budget",
  });
  if (problems.length > 0) return view(visit, body, problems);
  const days = lifetimes.find((one) => one === fields.get("expiresAt")) ?? "30";
  const programmes = (fields.get("programmes") ?? "").split(/[\s,]+/u).filter((id) => id !== "");
  const wished = await wish<Issued>(visit, issuing, {
    bodyId: body.id,
    name: fields.get("name")?.trim(),
    scopes: [...fields.getAll("scopes"), ...programmes.map((id) => `read:programme:${id}`)],
    expiresAt: new Date(visit.now().getTime() + Number(days) * DAY_MS - 1_000).toISOString(),
    costBudget: Number(budgets.find((one) => one === fields.get("costBudget")) ?? "10000"),
  });
  return wished.ok ? issuedView(visit, body, wished.payload) : view(visit, body, wished.problems);
};

/** Cities and the node have no keys, and others' keys are not there for whoever may not see them. */
async function withKeys(visit: Visit): Promise<Body> {
  const body = await bodyOf(visit);
  if (body.kind === "CITY" || body.kind === "NODE" || !body.maySeeKeys) throw new NoSuchPage(visit.path);
  return body;
}

function issuedView(visit: Visit, body: Body, { secret, key }: Issued): View {
  const { t } = visit;
  return formPage({
    visit,
    problems: [],
    title: t("keys.issuedTitle"),
    trail: bodyTrail(visit, body),
    body: (
      <>
        <p class="govuk-body">{t("keys.issuedText", { name: key.name })}</p>
        <p class="govuk-body">
          <code class="secret">{secret}</code>
        </p>
        <p class="govuk-body">{t("keys.how")}</p>
        <p class="govuk-body">
          <code class="raw">Authorization: Bearer {secret.slice(0, 6)}…</code>
        </p>
        <p class="govuk-body">
          {t("field.expires")}: <Moment page={visit} at={key.expiresAt} />
        </p>
      </>
    ),
  });
}

function view(visit: Visit, body: Body, problems: readonly Problem[]): View {
  const { t } = visit;
  const form = { visit, problems };
  const submitting = { value: "submit:practice", text: t("keys.scope.submit") };
  return formPage({
    ...form,
    title: t("keys.issue"),
    trail: bodyTrail(visit, body),
    body: (
      <Form visit={visit}>
        <TextField form={form} name="name" label={t("field.name")} hint={t("keys.nameHint")} width={30} autocomplete="off" />
        <ChoiceField
          form={form}
          kind="checkboxes"
          name="scopes"
          label={t("keys.scopes")}
          value="read:public"
          options={[{ value: "read:public", text: t("keys.scope.public") }, ...(body.kind === "ASSOCIATION" ? [submitting] : [])]}
        />
        <TextField form={form} name="programmes" label={t("keys.programmes")} hint={t("keys.programmesHint")} autocomplete="off" />
        <ChoiceField
          form={form}
          name="expiresAt"
          label={t("field.expires")}
          value="90"
          options={lifetimes.map((value) => ({ value, text: t("keys.days", { days: Number(value) }) }))}
        />
        <ChoiceField
          form={form}
          name="costBudget"
          label={t("keys.budget")}
          hint={t("keys.budgetHint")}
          value="10000"
          options={budgets.map((value) => ({ value, text: numberText(visit, Number(value)) }))}
        />
        <SubmitButton>{t("keys.issue")}</SubmitButton>
      </Form>
    ),
  });
}
