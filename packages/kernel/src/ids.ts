import { isValid, monotonicFactory, ulid } from "ulid";
import type { Clock } from "./context.ts";

/** A new ULID: the time in its first ten characters, so that ids sort by age. `random` gives numbers in [0, 1). */
export function newId(now: Date, random: () => number): string {
  return ulid(now.getTime(), random);
}

/**
 * A source of ULIDs that only rise, also within one millisecond: what is recorded first sorts first, so that records and
 * claims keep the order they were written in.
 */
export function idSource(now: Clock, random: () => number): () => string {
  const next = monotonicFactory(random);
  return () => next(now().getTime());
}

/** Whether the text is a ULID as we write them: 26 characters, upper case. */
export function isUlid(text: string): boolean {
  return text === text.toUpperCase() && isValid(text);
}

/** The identity of a record for the whole world, under the node that alone may write it. */
export type RecordUri = {
  /** Origin, such as `https://dostyk.example`. */
  readonly homeNode: string;
  /** The type in kebab case: `external-event`. */
  readonly type: string;
  readonly id: string;
};

/** `https://dostyk.example/id/external-event/01HZ…`. The type may be given as `ExternalEvent` or `external-event`. */
export function recordUri(homeNode: string, type: string, id: string): string {
  return `${homeNode.replace(/\/+$/u, "")}/id/${kebab(type)}/${id}`;
}

const recordUriForm = /^(https?:\/\/[^/?#\s@]+)\/id\/([a-z]+(?:-[a-z]+)*)\/([0-9A-Z]{26})$/u;

/** The parts of a record's URI, or null where the text is none. */
export function parseRecordUri(uri: string): RecordUri | null {
  if (uri.length > 300) return null;
  const [, homeNode, type, id] = recordUriForm.exec(uri) ?? [];
  if (homeNode === undefined || type === undefined || id === undefined || !isUlid(id)) return null;
  return { homeNode, type, id };
}

function kebab(type: string): string {
  return type.replaceAll(/([a-z])([A-Z])/gu, "$1-$2").toLowerCase();
}
