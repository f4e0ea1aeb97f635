/** The one stylesheet of the site, compiled when a process starts and served under a name made of its own content. */
import { createHash } from "node:crypto";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

/** The compiled stylesheet and the address it is served under; the address changes when the text does. */
export interface Stylesheet {
  readonly css: string;
  readonly path: string;
}

let compiled: Stylesheet | undefined;

/** The stylesheet, compiled at the first call and kept. Throws when the sources do not compile: a fault of the installation. */
export function stylesheet(): Stylesheet {
  compiled ??= compileStylesheet();
  return compiled;
}

function compileStylesheet(): Stylesheet {
  const frontend = dirname(fileURLToPath(import.meta.resolve("govuk-frontend/package.json")));
  const { css } = compile(fileURLToPath(new URL("portal.scss", import.meta.url)), {
    loadPaths: [`${frontend}/dist`],
    style: "compressed",
    quietDeps: true,
  });
  const hash = createHash("sha256").update(css).digest("hex").slice(0, 12);
  return { css, path: `/assets/portal-${hash}.css` };
}
