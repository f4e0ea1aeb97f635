import type { Child } from "hono/jsx";

/** A page's own heading with a word above it for what kind of thing it is about. */
export function Heading({ caption, children }: { caption?: Child; children: Child }) {
  return (
    <>
      {caption === undefined ? null : <p class="govuk-caption-xl">{caption}</p>}
      <h1 class="govuk-heading-xl">{children}</h1>
    </>
  );
}

/** A part of a page under a heading of its own; nothing at all where `when` is false. */
export function Section({ title, id, when = true, children }: { title: string; id: string; when?: boolean; children: Child }) {
  if (!when) return null;
  return (
    <section>
      <h2 class="govuk-heading-l" id={id}>
        {title}
      </h2>
      {children}
    </section>
  );
}
