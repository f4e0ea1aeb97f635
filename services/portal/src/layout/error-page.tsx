import { href, type Page, type View } from "../page.ts";

/** The page for an address that leads nowhere, with ways on. */
export function notFoundView(page: Page): View {
  const { t } = page;
  return {
    title: t("fault.404.title"),
    description: t("fault.404.title"),
    status: 404,
    body: (
      <>
        <h1 class="govuk-heading-xl">{t("fault.404.title")}</h1>
        <p class="govuk-body">{t("fault.404.text")}</p>
        <p class="govuk-body">{t("fault.404.hidden")}</p>
        <WaysOn page={page} />
      </>
    ),
  };
}

/** The page for an address whose parts the API refuses; `reason` is the API's own sentence, in English. */
export function badRequestView(page: Page, reason: string): View {
  const { t } = page;
  return {
    title: t("fault.400.title"),
    description: t("fault.400.title"),
    status: 400,
    body: (
      <>
        <h1 class="govuk-heading-xl">{t("fault.400.title")}</h1>
        <p class="govuk-body">{t("fault.400.text")}</p>
        <p class="govuk-body">
          <a class="govuk-link" href={href(page, page.path)}>
            {t("fault.400.again")}
          </a>
        </p>
        <p class="govuk-body">{t("fault.400.reason")}</p>
        <p class="govuk-inset-text" lang="en">
          {reason}
        </p>
      </>
    ),
  };
}

// What the edge takes of a form; a test of the composed server holds both to the same number.
const FORM_KILOBYTES = 32;

/** The page for a request that was turned away: its form came in part only, is too large, or there were too many. */
export function turnedAwayView(page: Page, status: 408 | 413 | 429): View {
  const { t } = page;
  const title = t(`fault.${status}.title`);
  const text = status === 413 ? t("fault.413.text", { kilobytes: String(FORM_KILOBYTES) }) : t(`fault.${status}.text`);
  return {
    title,
    description: title,
    status,
    body: (
      <>
        <h1 class="govuk-heading-xl">{title}</h1>
        <p class="govuk-body">{text}</p>
      </>
    ),
  };
}

/** The page for a form that no page of this site sent: another site's, or one read under another address of this site. */
export function foreignFormView(page: Page): View {
  const { t } = page;
  return {
    title: t("fault.403.title"),
    description: t("fault.403.title"),
    status: 403,
    body: (
      <>
        <h1 class="govuk-heading-xl">{t("fault.403.title")}</h1>
        <p class="govuk-body">{t("fault.403.text")}</p>
        <p class="govuk-body">
          {/* Absolute: the reader may be here under an address by which forms cannot be sent. */}
          <a class="govuk-link" href={page.origin + href(page, "/")}>
            {page.origin + href(page, "/")}
          </a>
        </p>
      </>
    ),
  };
}

/** The page for a fault of ours. The number leads whoever runs the node to the line in the log. */
export function faultView(page: Page, traceId: string): View {
  const { t } = page;
  return {
    title: t("fault.500.title"),
    description: t("fault.500.title"),
    status: 500,
    body: (
      <>
        <h1 class="govuk-heading-xl">{t("fault.500.title")}</h1>
        <p class="govuk-body">{t("fault.500.text")}</p>
        <p class="govuk-body">
          {t("fault.500.trace")} <code>{traceId}</code>
        </p>
      </>
    ),
  };
}

/** The page for a site whose API or database does not answer. */
export function unavailableView(page: Page): View {
  const { t } = page;
  return {
    title: t("fault.503.title"),
    description: t("fault.503.title"),
    status: 503,
    body: (
      <>
        <h1 class="govuk-heading-xl">{t("fault.503.title")}</h1>
        <p class="govuk-body">{t("fault.503.text")}</p>
        <p class="govuk-body">{t("fault.503.again")}</p>
      </>
    ),
  };
}

function WaysOn({ page }: { page: Page }) {
  const { t } = page;
  return (
    <ul class="govuk-list govuk-list--bullet">
      <li>
        <a class="govuk-link" href={href(page, "/")}>
          {t("site.home")}
        </a>
      </li>
      <li>
        <a class="govuk-link" href={href(page, "/search")}>
          {t("search.title")}
        </a>
      </li>
      <li>
        <a class="govuk-link" href={href(page, "/places")}>
          {t("nav.places")}
        </a>
      </li>
      <li>
        <a class="govuk-link" href={href(page, "/partnerships")}>
          {t("nav.partnerships")}
        </a>
      </li>
    </ul>
  );
}
