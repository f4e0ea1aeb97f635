import { type DomainEvent, type JsonValue, Refusal } from "@dostyk/kernel";
import { z } from "zod";
import type { Job } from "./job.ts";

/** An event as a job gets it: the same, its time as text. */
export type ToldEvent<Type extends string = string, Payload extends JsonValue = JsonValue> = {
  readonly id: string;
  readonly type: Type;
  readonly subject: string;
  readonly payload: Payload;
  /** ISO 8601, UTC. */
  readonly at: string;
};

/** A job that is run for every event of some types. */
export type Subscription = { readonly job: Job<never>; readonly types: readonly string[] };

/** A subscription whose job nobody handles: its events would be taken for told. */
export class SubscriberMissing extends Refusal {
  constructor(name: string) {
    super(`The job "${name}" subscribes to events, and this worker has no handler for it. Add the handler to the worker's jobs.`);
  }
}

/** The payload of a job that subscribes to one type of event; of several: a `z.union` of these. */
export function toldEvent<Type extends string, Payload extends JsonValue>(
  type: Type,
  payload: z.ZodType<Payload>,
): z.ZodType<ToldEvent<Type, Payload>> {
  return z.object({ id: z.ulid(), type: z.literal(type), subject: z.string(), payload, at: z.iso.datetime() });
}

/**
 * Runs the job for every event of these types. Events may be told more than once and at the same time; of one subject
 * they are told in the order of their wishes, so that what is read at the subject is never older than the event.
 */
export function subscribe<Event extends ToldEvent>(job: Job<Event>, types: readonly Event["type"][]): Subscription {
  return { job: job as unknown as Job<never>, types };
}

/** An event as it is put into a job. */
export function tell({ id, type, subject, payload, at }: DomainEvent): ToldEvent {
  return { id, type, subject, payload, at: at.toISOString() };
}
