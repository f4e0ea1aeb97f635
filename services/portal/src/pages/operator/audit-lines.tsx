import { DataTable } from "../../components/data-table.tsx";
import { Moment } from "../../components/moment.tsx";
import { isMessageKey } from "../../locales/catalogue.ts";
import { href, type Page, word } from "../../page.ts";

/** A line of the audit log. */
export interface Line {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly actorId: string | null;
  readonly command: string;
  readonly subjectType: string | null;
  readonly subjectId: string | null;
  readonly decision: string;
  readonly refusal: string | null;
  readonly position: number | null;
  readonly detail: unknown;
}
/** Lines as a table; `everybody`: of more people than the reader, with a way to all of each one's. */
export function Lines({
  page,
  lines,
  everybody = false,
}: {
  readonly page: Page;
  readonly lines: readonly Line[];
  readonly everybody?: boolean;
}) {
  const { t } = page;
  if (lines.length === 0) return <p class="govuk-body">{t("audit.none")}</p>;
  return (
    <DataTable
      caption={t("audit.title")}
      captionHidden
      wide="log"
      head={[
        t("audit.at"),
        ...(everybody ? [t("audit.who")] : []),
        t("audit.command"),
        t("audit.decision"),
        t("audit.subject"),
        t("audit.detail"),
      ]}
      rows={lines.map((line) => [
        <Moment page={page} at={line.at} />,
        ...(everybody ? [<Actor page={page} line={line} />] : []),
        <Command page={page} command={line.command} />,
        <Decision page={page} line={line} />,
        line.subjectType === null ? "" : <Id page={page} kind={line.subjectType} name="subject" id={line.subjectId} link={everybody} />,
        <Detail detail={line.detail} />,
      ])}
    />
  );
}

function Actor({ page, line: { actor, actorId } }: { readonly page: Page; readonly line: Line }) {
  return <Id page={page} kind={word(page, "AuditActor", actor)} name="actor" id={actorId} link />;
}

/** An id that can be followed: to all that it did, or all that was done to it. */
function Id({
  page,
  kind,
  name,
  id,
  link,
}: {
  readonly page: Page;
  readonly kind: string;
  readonly name: string;
  readonly id: string | null;
  readonly link: boolean;
}) {
  return (
    <>
      {kind}
      {id === null ? null : (
        <div class="raw">
          {link ? (
            <a class="govuk-link" href={href(page, page.path, { [name]: id })}>
              {shortened(id)}
            </a>
          ) : (
            shortened(id)
          )}
        </div>
      )}
    </>
  );
}

/** Ids of one second begin alike: their ends tell them apart. The link's address has the whole. */
function shortened(id: string): string {
  return id.length > 12 ? `…${id.slice(-8)}` : id;
}

/** What a person may read about a line, name by name; nothing where there is nothing, or it was erased. */
function Detail({ detail }: { readonly detail: unknown }) {
  const parts = typeof detail === "object" && detail !== null ? Object.entries(detail) : [];
  return (
    <>
      {parts.map(([name, value]) => (
        <div class="raw">
          {name}: {typeof value === "string" ? value : JSON.stringify(value)}
        </div>
      ))}
    </>
  );
}

/** A command in words, and by its name, which the filter takes. */
function Command({ page, command }: { readonly page: Page; readonly command: string }) {
  const key = `command.${command}`;
  if (!isMessageKey(key)) return <code class="raw">{command}</code>;
  return (
    <>
      {(page.t as (key: string) => string)(key)}
      <div>
        <code class="raw">{command}</code>
      </div>
    </>
  );
}

function Decision({ page, line: { decision, refusal } }: { readonly page: Page; readonly line: Line }) {
  return (
    <>
      {word(page, "AuditDecision", decision)}
      {refusal === null ? null : (
        <div>
          <code class="raw">{refusal}</code>
        </div>
      )}
    </>
  );
}
