import type { Config } from "./config.ts";

/** The configuration as it may be shown to anybody: one line a setting, without passwords and secrets. */
export function describeConfig(config: Config): string {
  const lines: readonly (readonly [string, string])[] = [
    ["PORT", config.port === 0 ? "0 (any free port)" : String(config.port)],
    ["HOST", config.host],
    ["DATABASE_URL", config.databaseUrl === undefined ? "not set (a Postgres of the node's own)" : redacted(config.databaseUrl)],
    ["DOSTYK_DATA", config.dataFolder],
    ["DOSTYK_ORIGIN", config.origin],
    ["DOSTYK_SECRET", config.secret === undefined ? "not set (one of the node's own, in the data folder)" : "set"],
    ["DOSTYK_TRUSTED_PROXIES", String(config.trustedProxies)],
    ["DOSTYK_REQUESTS_PER_MINUTE", config.requestsPerMinute === 0 ? "0 (no limit)" : String(config.requestsPerMinute)],
    ["DOSTYK_MANAGEMENT_PORT", config.managementPort === undefined ? "not set (no metrics)" : String(config.managementPort)],
    ["DOSTYK_LOG_LEVEL", config.logLevel ?? "not set (warn at a terminal, else info)"],
    ["DOSTYK_SMTP_URL", config.mail === undefined ? "not set (no mail is sent)" : redacted(config.mail.smtpUrl)],
    ["DOSTYK_MAIL_FROM", config.mail?.from ?? "not set"],
    ["DOSTYK_OIDC_PROVIDERS", config.providers.map(({ id, name }) => `${id} (${name})`).join(", ") || "not set (local accounts only)"],
    ["DOSTYK_SECURITY_CONTACT", config.securityContact ?? "not set (no security.txt)"],
    ["DOSTYK_MEILI_URL", config.searchEngine?.url ?? "not set (Postgres answers searches alone)"],
    ["DOSTYK_MEILI_KEYS", config.searchEngine === undefined ? "not set" : "…"],
    ["DOSTYK_DEBUG", config.debug ? "1" : "0"],
    ...(config.trial ? [["--trial", "every page says that this node is on trial"] as const] : []),
  ];
  return lines.map(([name, value]) => `${name.padEnd(28)}${value}`).join("\n");
}

function redacted(url: string): string {
  const shown = new URL(url);
  if (shown.password !== "") shown.password = "…";
  // A query may hold a password too.
  shown.search = "";
  return shown.href.replaceAll("%E2%80%A6", "…");
}
