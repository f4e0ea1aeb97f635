import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What was given for each setting, wherever it stood, and what is wrong with where it stood. */
export interface GivenSettings {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

// A certificate or a token fits in many times; a log named by mistake does not.
const LONGEST_FILE = 64 * 1024;

/**
 * Finds each setting in one of three places: the variable `NAME`, the file that `NAME_FILE` names, or the credential
 * `NAME` that systemd lays into $CREDENTIALS_DIRECTORY (systemd.exec(5), LoadCredential). One place is enough: a setting
 * that stands in two of them is a problem, because nobody could say which one holds. An empty variable is one that is not
 * set; of a file, the line break at its end does not count.
 */
export function givenSettings(env: Environment, names: readonly string[]): GivenSettings {
  const values: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of names) {
    const places = placesOf(env, name);
    const [place] = places;
    if (place === undefined) continue;
    if (places.length > 1) {
      problems.push(`${name} is given by ${places.map(({ called }) => called).join(" and by ")}. Keep one of them.`);
      continue;
    }
    const value: Contents = place.file === undefined ? { text: place.text ?? "" } : textOf(place.file);
    if (value.text !== undefined) values[name] = value.text;
    else problems.push(`${place.called} names ${place.file ?? ""}, which ${value.problem ?? ""}.`);
  }
  return { values, problems };
}

interface Place {
  readonly called: string;
  readonly text?: string;
  readonly file?: string;
}

function placesOf(env: Environment, name: string): readonly Place[] {
  const places: Place[] = [];
  const text = env[name];
  if (text) places.push({ called: name, text });
  const file = env[`${name}_FILE`];
  if (file) places.push({ called: `${name}_FILE`, file });
  const folder = env["CREDENTIALS_DIRECTORY"];
  if (folder && exists(join(folder, name))) places.push({ called: `the credential ${name}`, file: join(folder, name) });
  return places;
}

function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

type Contents = { readonly text?: string; readonly problem?: string };

function textOf(file: string): Contents {
  try {
    const { size } = statSync(file);
    if (size > LONGEST_FILE) return { problem: `has ${size} bytes; a setting has at most ${LONGEST_FILE}` };
    const text = readFileSync(file, "utf8").replace(/\r?\n$/u, "");
    return text === "" ? { problem: "is empty" } : { text };
  } catch (error) {
    return { problem: reasons[error instanceof Error && "code" in error ? String(error.code) : ""] ?? "cannot be read" };
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  EACCES: "this user may not read",
  EISDIR: "is a folder",
  ENOTDIR: "does not exist",
};
