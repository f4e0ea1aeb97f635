import { genericOAuth } from "better-auth/plugins/generic-oauth";
import type { OidcProvider } from "./providers.ts";

/**
 * Providers as a plugin: authorization code with PKCE, the ID token verified against the issuer's keys and bound to the
 * request by its nonce (OpenID Connect Core 1.0 §3.1.3.7). One that does not answer is asked again when somebody needs it.
 */
export function oidc(list: readonly OidcProvider[]) {
  return genericOAuth({
    config: list.map(({ id, name, discoveryUrl, clientId, clientSecret }) => ({
      providerId: id,
      name,
      discoveryUrl,
      clientId,
      clientSecret,
      scopes: ["openid", "email", "profile"],
      pkce: true,
      requireIdTokenVerification: true,
      requireEmailVerification: true,
    })),
  });
}
