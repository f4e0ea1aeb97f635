import type { JsonValue } from "./json.ts";

/**
 * Something that has happened, told to whoever wants to know. It is written in the transaction of the wish that made it
 * happen, so that there is no event without its cause and no cause without its event.
 */
export interface DomainEvent<Type extends string = string, Payload extends JsonValue = JsonValue> {
  /** A ULID. What subscribers do about an event is done once for each id. */
  readonly id: string;
  /** The slice and what happened, in the past: `partnerships.became-active`. */
  readonly type: Type;
  /** Id of the record or other thing it happened to. Events of one subject are handed on in the order of their wishes. */
  readonly subject: string;
  /** What a subscriber cannot look up later. Mostly little: the subject tells where the present state stands. */
  readonly payload: Payload;
  readonly at: Date;
}
