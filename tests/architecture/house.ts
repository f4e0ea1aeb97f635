/** The rooms under packages/, from the ground up. A room imports only rooms named before it. */
export const packageOrder = [
  "kernel",
  "db",
  "jobs",
  "files",
  "graphql",
  "federation",
  "search",
  "interop",
  "scoring",
  "slice",
  "identity",
  "evidence",
  "directory",
  "programmes",
  "partnerships",
  "exchanges",
  "practices",
  "competitions",
  "statements",
  "reporting",
  "archive",
  "network",
] as const;

/** The rooms under services/. They import `network` and what is above it, and never each other - but for the composer. */
export const services = ["api", "portal", "worker", "cli"] as const;

/** The one service that puts the others together. */
export const composer = "cli";

/** The website asks the API only through GraphQL, as any donor portal would: of the house it shares the common words, nothing else. */
export const portal = { name: "portal", mayImport: ["kernel"] } as const;

/** What tests share. Any room's tests may use it, and it uses the rooms named here, which therefore cannot. */
export const testKit = { name: "kit", uses: ["kernel", "db"] } as const;
