/** What is wrong with one place of the input. The path leads to it from the outside in; empty means the whole. */
export type Problem = { readonly path: readonly string[]; readonly message: string };

/** Tells a problem from the value a parser returns when all is well. */
export function isProblem(value: unknown): value is Problem {
  return (
    typeof value === "object" &&
    value !== null &&
    "path" in value &&
    Array.isArray(value.path) &&
    "message" in value &&
    typeof value.message === "string"
  );
}

/**
 * A rule's "no". The message tells a person what to do next; `name` is the class's, so that a client can tell one
 * refusal from another; `path` leads to the input that was refused, where one is to blame.
 * Anything thrown that is not a Refusal is a bug.
 */
export abstract class Refusal extends Error {
  readonly path?: readonly string[];

  constructor(message: string, options: { readonly path?: readonly string[]; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    if (options.path !== undefined) this.path = options.path;
  }
}

/** No such record, or one the viewer may not see: the two are told alike, so that asking reveals nothing. */
export class RecordNotFound extends Refusal {
  constructor(type: string, reference: string, path?: readonly string[]) {
    super(`There is no ${type} "${reference}". Check the spelling, or look it up by search.`, path === undefined ? {} : { path });
  }
}

/** Another record of this type has the slug already, as its own or as an alias. */
export class SlugTaken extends Refusal {
  readonly slug: string;

  constructor(slug: string, path: readonly string[] = ["slug"]) {
    super(`The slug "${slug}" belongs to another record. Choose a different one.`, { path });
    this.slug = slug;
  }
}

/** The input does not say what it must. Every problem found is listed, not only the first. */
export class InvalidInput extends Refusal {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const [first] = problems;
    super(
      problems.map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`)).join("\n"),
      first === undefined ? {} : { path: first.path },
    );
    this.problems = problems;
  }
}
