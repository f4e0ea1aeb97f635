import { formPage } from "../../components/form-page.tsx";
import { type PageInfo, Pagination, windowOf } from "../../components/pagination.tsx";
import { documentBeside } from "../../document.ts";
import { NoSuchPage } from "../../faults.ts";
import { href, type Page, word } from "../../page.ts";
import { readerOf, type VisitHandler } from "../../visit.ts";
import { capitalized } from "../list.tsx";
import { type Body, bodyName } from "./body.ts";
import { type Invitation, Invitations } from "./invitations.tsx";
import { type Key, Keys } from "./keys.tsx";
import { type Member, Members } from "./members.tsx";

const document = documentBeside(import.meta.url, "record.graphql");

interface List<Node> {
  readonly nodes: readonly Node[];
}
interface BodyRecord extends Body {
  readonly parent: { readonly id: string; readonly name: string } | null;
  readonly members: List<Member> & { readonly pageInfo: PageInfo };
  readonly invitations: List<Invitation>;
  readonly keys: List<Key>;
  readonly below: List<{ readonly id: string; readonly name: string }>;
}
interface Data {
  readonly viewer: {
    readonly roles: readonly { readonly role: string; readonly counts: boolean; readonly body: { readonly id: string } }[];
  };
  readonly actingBody: BodyRecord | null;
}

// Those who act with keys issue them; an operator sees and revokes them only.
const keyHolders: ReadonlySet<string> = new Set(["DONOR", "ASSOCIATION_OFFICER"]);

/** A body with its people, who is invited, its keys, and the cities below it: as much as the reader may see. */
export const bodyPage: VisitHandler = async (visit) => {
  const { t } = visit;
  await readerOf(visit);
  const { viewer, actingBody: body } = await visit.ask<Data>(document, { id: visit.params["body"], ...windowOf(visit) });
  if (body === null) throw new NoSuchPage(visit.path);
  const issues = viewer.roles.some(({ role, counts, body: at }) => counts && at.id === body.id && keyHolders.has(role));
  const name = bodyName(visit, body);
  return formPage({
    visit,
    problems: [],
    wide: true,
    title: name,
    trail: [{ text: t("bodies.title"), path: "/bodies" }],
    body: (
      <>
        <p class="govuk-body">
          {capitalized(visit, word(visit, "ActingBodyKind", body.kind))}
          {body.parent === null ? null : (
            <>
              {" – "}
              <a class="govuk-link" href={href(visit, `/bodies/${body.parent.id}`)}>
                {body.parent.name}
              </a>
            </>
          )}
        </p>
        {body.mayRename && body.kind !== "NODE" ? <Way page={visit} path={`/bodies/${body.id}/rename`} text={t("body.rename")} /> : null}
        <h2 class="govuk-heading-l">{t("members.title")}</h2>
        <Members page={visit} body={body} members={body.members.nodes} />
        <Pagination page={visit} info={body.members.pageInfo} />
        {body.rolesToGive.length === 0 ? null : (
          <>
            <Way page={visit} path={`/bodies/${body.id}/invite`} text={t("invite.title")} />
            <h2 class="govuk-heading-l">{t("invitations.title")}</h2>
            <Invitations visit={visit} body={body} invitations={body.invitations.nodes} />
          </>
        )}
        {body.maySeeKeys && (body.kind === "DONOR" || body.kind === "ASSOCIATION") ? (
          <>
            <h2 class="govuk-heading-l">{t("keys.title")}</h2>
            <Keys page={visit} body={body} keys={body.keys.nodes} now={visit.now()} />
            {issues ? <Way page={visit} path={`/bodies/${body.id}/keys/issue`} text={t("keys.issue")} /> : null}
          </>
        ) : null}
        {body.kind === "ASSOCIATION" ? <Cities page={visit} body={body} /> : null}
      </>
    ),
  });
};

function Cities({ page, body }: { readonly page: Page; readonly body: BodyRecord }) {
  const { t } = page;
  return (
    <>
      <h2 class="govuk-heading-l">{t("cities.title")}</h2>
      {body.below.nodes.length === 0 ? <p class="govuk-body">{t("cities.none")}</p> : null}
      <ul class="govuk-list">
        {body.below.nodes.map(({ id, name }) => (
          <li>
            <a class="govuk-link" href={href(page, `/bodies/${id}`)}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      {body.rolesToGive.length === 0 ? null : (
        <p class="govuk-body">
          <a class="govuk-link" href={href(page, "/bodies/register", { parent: body.id })}>
            {t("cities.register")}
          </a>
        </p>
      )}
    </>
  );
}

function Way({ page, path, text }: { readonly page: Page; readonly path: string; readonly text: string }) {
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={href(page, path)}>
        {text}
      </a>
    </p>
  );
}
