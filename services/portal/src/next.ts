import { isLocale } from "./locales/locale.ts";

/**
 * The page a reader came from, as a path with its language, if it is one of this site's; otherwise null. Whatever could
 * lead elsewhere - a host, a backslash, a control character - is no page of ours (CWE-601).
 */
export function pageOfOurs(path: string | null | undefined): string | null {
  if (path === null || path === undefined || path.length > 1_000) return null;
  const [, locale] = /^\/([a-z]{2})(?:\/[\u0021-\u005B\u005D-\u007E]*)?$/u.exec(path) ?? [];
  return isLocale(locale) ? path : null;
}
