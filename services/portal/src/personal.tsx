/** Pages on which a person does something: sign in, manage their account, invite. Never kept, never listed. */
import type { Context, Hono } from "hono";
import type { Answering, Asked } from "./answering.tsx";
import { redirect } from "./answering.tsx";
import { securityHeaders } from "./delivery.ts";
import { foreignFormView } from "./layout/error-page.tsx";
import { isLocale, preferredLocale } from "./locales/locale.ts";
import { href, ownAddress } from "./page.ts";
import { personalRoutes } from "./personal-routes.ts";
import { proofView, provenFields } from "./proof.tsx";
import { pageOfOurs } from "./next.ts";
import { ProofNeeded, SignInNeeded, type VisitHandler } from "./visit.ts";

/** Adds the pages to the site, each in every language. `origin` is where the site's own forms come from. */
export function mountPersonalPages(app: Hono, { asked, shown, failed, sentOn }: Answering, origin: string): void {
  // The accounts know one address for what a provider refused, without a language.
  app.get("/sign-in-failed", (context) => {
    const locale = preferredLocale(context.req.header("accept-language"));
    return redirect(`/${locale}/sign-in-failed${new URL(context.req.url).search}`, 302, { vary: "Accept-Language" });
  });
  for (const { path, show, submit } of personalRoutes) {
    if (show !== undefined) app.get(`/:locale{en|ru|kk}${path}`, (context) => answered(context, show, new URLSearchParams()));
    if (submit !== undefined) {
      app.post(`/:locale{en|ru|kk}${path}`, async (context) => {
        if (!fromOurOwnPage(context, origin)) return foreign(context);
        return answered(context, submit, new URLSearchParams(await context.req.text()));
      });
    }
  }

  async function answered(context: Context, handler: VisitHandler, sent: URLSearchParams): Promise<Response> {
    const { locale, ...params } = context.req.param() as Readonly<Record<string, string>>;
    const of = asked(context, isLocale(locale) ? locale : "en", { params, fields: sent });
    try {
      const refused = await provenFields(of.visit);
      return refused === null ? await outcome(of, handler) : await shown(of, refused);
    } catch (error) {
      if (error instanceof SignInNeeded) return sentOn(of, signInAddress(of));
      if (error instanceof ProofNeeded) return shown(of, proofView(of.visit, []));
      return await failed(of, error);
    }
  }

  async function outcome(of: Asked, handler: VisitHandler): Promise<Response> {
    const made = await handler(of.visit);
    if ("onward" in made) return sentOn(of, made.onward);
    if (!("file" in made)) return shown(of, made);
    return new Response(made.text, {
      headers: {
        ...securityHeaders,
        "content-type": "application/json; charset=utf-8",
        "content-disposition": `attachment; filename="${made.file}"`,
        "cache-control": "private, no-store",
      },
    });
  }

  // Where a form was sent, there is nothing to come back to but the page it stands on.
  function signInAddress({ visit, context }: Asked): string {
    const here = pageOfOurs(context.req.method === "GET" ? ownAddress(visit) : encodeURI(href(visit, visit.path)));
    return href(visit, "/sign-in", { next: here ?? undefined });
  }

  function foreign(context: Context): Promise<Response> {
    const locale = context.req.param("locale");
    const of = asked(context, isLocale(locale) ? locale : "en", { params: {}, fields: new URLSearchParams() });
    return shown(of, foreignFormView(of.visit));
  }
}

/**
 * Whether a form was sent by a page of this site. Browsers say from where with every POST (Fetch §3.2 Origin); whoever
 * does not say, or sends something that no form of ours sends, comes from elsewhere. The Host header proves nothing.
 */
function fromOurOwnPage(context: Context, origin: string): boolean {
  const type = context.req.header("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  return context.req.header("origin") === origin && type === "application/x-www-form-urlencoded";
}
