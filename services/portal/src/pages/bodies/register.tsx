import { formPage } from "../../components/form-page.tsx";
import { ChoiceField, Form, SubmitButton, TextField } from "../../components/form.tsx";
import { missing, type Problem } from "../../components/problem.ts";
import { documentBeside } from "../../document.ts";
import { NoSuchPage } from "../../faults.ts";
import { href, type View, word } from "../../page.ts";
import { readerOf, type Visit, type VisitHandler } from "../../visit.ts";
import { wish } from "../../wish.ts";
import { capitalized } from "../list.tsx";
import { type Body, bodyOf, bodyTrail } from "./body.ts";

const registering = documentBeside(import.meta.url, "register-body.graphql");
const renaming = documentBeside(import.meta.url, "rename-body.graphql");

/** Registers a city below the association the address names, or else an association or a donor. */
export const registerPage: VisitHandler = async (visit) => view(visit, await parentOf(visit), []);

export const register: VisitHandler = async (visit) => {
  const parent = await parentOf(visit);
  const name = { name: "form.needed.bodyName" } as const;
  const problems = missing(visit, parent === null ? { kind: "form.needed.kind", ...name } : name);
  if (problems.length > 0) return view(visit, parent, problems);
  const kind = parent === null ? (visit.fields.get("kind") === "DONOR" ? "DONOR" : "ASSOCIATION") : "CITY";
  const wished = await wish<{ readonly body: { readonly id: string } }>(visit, registering, {
    kind,
    name: visit.fields.get("name")?.trim(),
    parentId: parent?.id ?? null,
  });
  if (!wished.ok) return view(visit, parent, wished.problems);
  return { onward: href(visit, `/bodies/${wished.payload.body.id}`, { done: "registered" }) };
};

/** Gives a body another name. */
export const renamePage: VisitHandler = async (visit) => renameView(visit, await renamedOf(visit), []);

export const rename: VisitHandler = async (visit) => {
  const body = await renamedOf(visit);
  const problems = missing(visit, { name: "form.needed.bodyName" });
  if (problems.length > 0) return renameView(visit, body, problems);
  const wished = await wish(visit, renaming, { bodyId: body.id, name: visit.fields.get("name")?.trim() });
  if (!wished.ok) return renameView(visit, body, wished.problems);
  return { onward: href(visit, `/bodies/${body.id}`, { done: "renamed" }) };
};

async function parentOf(visit: Visit): Promise<Body | null> {
  const id = visit.fields.get("parent") ?? visit.query.get("parent");
  if (id !== null) return bodyOf({ ...visit, params: { body: id } });
  if ((await readerOf(visit)).operator) return null;
  throw new NoSuchPage(visit.path);
}

async function renamedOf(visit: Visit): Promise<Body> {
  const body = await bodyOf(visit);
  if (body.mayRename && body.kind !== "NODE") return body;
  throw new NoSuchPage(visit.path);
}

function view(visit: Visit, parent: Body | null, problems: readonly Problem[]): View {
  const { t } = visit;
  const form = { visit, problems };
  return formPage({
    ...form,
    title: parent === null ? t("bodies.register") : t("cities.register"),
    trail: parent === null ? [{ text: t("bodies.title"), path: "/bodies" }] : bodyTrail(visit, parent),
    body: (
      <Form visit={visit} hidden={{ parent: parent?.id }}>
        {parent === null ? (
          <ChoiceField
            form={form}
            name="kind"
            label={t("body.kind")}
            options={["ASSOCIATION", "DONOR"].map((value) => ({ value, text: capitalized(visit, word(visit, "ActingBodyKind", value)) }))}
          />
        ) : null}
        <TextField form={form} name="name" label={t("field.name")} hint={t("body.nameHint")} autocomplete="off" width={30} />
        <SubmitButton>{t("bodies.registerButton")}</SubmitButton>
      </Form>
    ),
  });
}

function renameView(visit: Visit, body: Body, problems: readonly Problem[]): View {
  const { t } = visit;
  const form = { visit, problems };
  return formPage({
    ...form,
    title: t("body.rename"),
    trail: bodyTrail(visit, body),
    body: (
      <Form visit={visit}>
        <TextField form={form} name="name" label={t("field.name")} value={body.name} autocomplete="off" width={30} />
        <SubmitButton>{t("form.save")}</SubmitButton>
      </Form>
    ),
  });
}
