import type { Message } from '@bufbuild/protobuf';
import type { Envelope } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { LateFactRow } from './inbox.entity.js';

/** What a heard event means in a state. */
export type Meaning = 'apply' | 'already' | 'wait' | 'contradiction';

/** For every heard event: what it means in every state, and when nothing is known of the aggregate yet. */
export type Hears<S extends string> = Record<string, Record<S | 'unheard', Meaning>>;

/** An event as a handler gets it, inside the transaction that will hold its effects. */
export interface Delivery<M extends Message = Message> {
  tx: Tx;
  event: M;
  envelope: Envelope;
  /** Name of the handler, as in the inbox. */
  handler: string;
}

/** Thrown by a handler whose event came too early: the delivery is parked until the named aggregate changes. */
export class NotYet extends Error {
  /** @param awaits id of the aggregate that must change first */
  constructor(readonly awaits: string) {
    super(`waits for ${awaits}`);
  }
}

/** What to do for each meaning. */
export interface Answers {
  /** Id of the aggregate that is heard about. */
  awaits: string;
  state: string;
  apply: () => Promise<unknown>;
  /** The remedy a late fact opens, in a sentence for the operator; it may also act. */
  remedy: string;
}

/**
 * Does what the state table says a heard event means.
 *
 * @param delivery the event in its transaction
 * @param meaning from the table, for the state met
 * @param answers what to do
 * @throws NotYet when the event must wait
 */
export async function hear(delivery: Delivery, meaning: Meaning, answers: Answers): Promise<void> {
  if (meaning === 'wait') throw new NotYet(answers.awaits);
  if (meaning === 'apply') await answers.apply();
  if (meaning === 'contradiction') await recordLateFact(delivery, answers.awaits, answers.state, answers.remedy);
}

/**
 * Records a fact that arrived after the outcome.
 *
 * @param delivery the event
 * @param aggregateId what it is about
 * @param state the state it met
 * @param remedy what must be done about it
 */
export async function recordLateFact(
  delivery: Delivery,
  aggregateId: string,
  state: string,
  remedy: string,
): Promise<void> {
  const { tx, envelope, handler } = delivery;
  await tx.insert(LateFactRow, {
    handler,
    eventId: envelope.eventId,
    aggregateId,
    type: envelope.type,
    state,
    remedy,
    recordedAt: tx.now,
  });
}
