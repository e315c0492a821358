import { setTimeout as sleep } from 'node:timers/promises';
import type { JsMsg } from '@nats-io/jetstream';
import { type Envelope, serviceOf } from '#lib/contracts';
import { isPassing, plainError, type Tx } from '#lib/persistence';
import { bornAt, failpoint } from '#lib/service-kit';
import { EnvelopeInvalid, fromHeaders } from '../envelope-headers.js';
import { writeDeadLetter } from './dead-letters.js';
import {
  awaitedIn,
  deliverOnce,
  deliverTogether,
  type EventHandlers,
  HandledBefore,
  handledBefore,
  type Heard,
  isNotForUs,
  retryParked,
  Undecodable,
} from './deliver.js';
import type { RunnerParts } from './runner-parts.js';
import { traced } from './traced.js';

const lastTry = 5;
/** A batch that cannot go through together so often is taken apart. */
const lastTogether = 3;
const retryMilliseconds = 1_000;

/** What hears batches of one durable. */
export interface HearingParts extends RunnerParts {
  source: string;
  consumer: string;
  handlers: EventHandlers;
}

/** An event as it lies in a lane. */
interface Delivered extends Heard {
  message: JsMsg;
  /** The same event again: delivered anew, or said twice. */
  twins: JsMsg[];
}

/** How a batch goes through its transaction. @returns ids of the events handled now, for the first time */
type Way = (tx: Tx, batch: readonly Delivered[]) => Promise<string[]>;

/**
 * Hears batches: the events' effects and inbox rows in one commit, the acknowledgement after it. Killed between the two,
 * the events come again and their inbox rows say so. What nobody here hears is acknowledged without a transaction:
 * there is nothing of it to lose.
 */
export class BatchHearing {
  private ended = false;
  /** How often an event failed here; the broker's count goes up by killed processes too, and by no fault of the event. */
  private readonly failures = new Map<string, number>();

  constructor(private readonly parts: HearingParts) {}

  /** Nothing is waited for any more; what could not be handled comes again. */
  end(): void {
    this.ended = true;
  }

  /** Hears a batch to its end: each message is acknowledged, held back or put aside. Never throws. */
  async hear(messages: readonly JsMsg[]): Promise<void> {
    const batch = await this.sort(messages);
    if (batch.length === 0) return;
    if (await this.together(batch, this.straight)) return;
    if (await this.together(batch, this.undoable)) return;
    // Whoever is at fault is found by trying one by one, so that only the bad one is held back.
    for (const one of batch) {
      if (!this.ended) await this.together([one], this.undoable, async (error) => this.holdBack(one, error));
    }
  }

  /** Each event once, without those nobody here hears; what cannot be read is put aside. */
  private async sort(messages: readonly JsMsg[]): Promise<Delivered[]> {
    const batch = new Map<string, Delivered>();
    for (const message of messages) {
      try {
        const envelope = this.envelopeOf(message);
        const first = batch.get(envelope.eventId);
        if (isNotForUs(this.parts.handlers, envelope.type)) message.ack();
        else if (first !== undefined) first.twins.push(message);
        else batch.set(envelope.eventId, { message, envelope, payload: message.data, twins: [] });
      } catch (error) {
        await this.putAside(message, error);
      }
    }
    return [...batch.values()];
  }

  private envelopeOf(message: JsMsg): Envelope {
    const envelope = fromHeaders(message.headers);
    // A stream is one owner's: what calls itself another's fact there was said by nobody who may.
    if (serviceOf(envelope.type) !== this.parts.source) {
      throw new EnvelopeInvalid(`${envelope.type} is no event of ${this.parts.source}`);
    }
    return envelope;
  }

  /**
   * Tries a batch in one way, again while the cause passes by itself.
   *
   * @param failed what to do when it does not
   * @returns whether the batch is settled
   */
  private async together(
    batch: readonly Delivered[],
    way: Way,
    failed?: (error: unknown) => Promise<void>,
  ): Promise<boolean> {
    let left = batch;
    for (let tries = 1; ; tries += 1) {
      try {
        await this.commit(left, way);
        return true;
      } catch (error) {
        if (error instanceof HandledBefore && tries === 1) {
          left = await this.withoutHandled(left);
          if (left.length === 0) return true;
          continue;
        }
        // Else each message would wait out the database's absence one after the other, and be delivered again besides.
        if (isPassing(error) && (await this.databaseAnswers()) && tries < lastTogether) continue;
        await failed?.(error);
        return failed !== undefined;
      }
    }
  }

  /** Waits until the database is there. @returns false when this service ends first */
  private async databaseAnswers(): Promise<boolean> {
    while (!this.ended) {
      try {
        await this.parts.work.statement('SELECT 1');
        return true;
      } catch {
        await sleep(100);
      }
    }
    return false;
  }

  private async withoutHandled(batch: readonly Delivered[]): Promise<readonly Delivered[]> {
    const known = await this.parts.work
      .read(async (tx) => handledBefore(tx, this.parts.handlers, batch))
      .catch(() => new Set<string>());
    for (const one of batch) if (known.has(one.envelope.eventId)) acknowledge(one);
    return batch.filter(({ envelope }) => !known.has(envelope.eventId));
  }

  private async commit(batch: readonly Delivered[], way: Way): Promise<void> {
    const { work, sweep, handlers } = this.parts;
    await failpoint('runner.after-deliver');
    const { handled, awaited } = await work.run(
      async (tx) => {
        const handledNow = await way(tx, batch);
        if (sweep.any) await retryParked(tx, handlers, []);
        await failpoint('runner.before-commit');
        return { handled: handledNow, awaited: awaitedIn(tx) };
      },
      { id: batch[0]?.envelope.eventId },
    );
    this.tellLag(handled);
    if (awaited.length > 0) sweep.parked(awaited);
    await failpoint('runner.after-commit');
    for (const one of batch) {
      acknowledge(one);
      this.failures.delete(one.envelope.eventId);
    }
  }

  /** Without savepoints, which most batches do not need. */
  private readonly straight: Way = async (tx, batch) => {
    await deliverTogether(tx, this.parts.handlers, batch, async ({ envelope }, handle) => traced(tx, envelope, handle));
    return batch.map(({ envelope }) => envelope.eventId);
  };

  /** Under a savepoint each: what must wait is undone alone, and parked. */
  private readonly undoable: Way = async (tx, batch) => {
    const handled: string[] = [];
    for (const { envelope, payload } of batch) {
      const outcome = await traced(tx, envelope, async () => deliverOnce(tx, this.parts.handlers, envelope, payload));
      if (outcome === 'handled') handled.push(envelope.eventId);
    }
    return handled;
  };

  private tellLag(handled: readonly string[]): void {
    const now = this.parts.clock.real().getTime();
    for (const id of handled) {
      const born = bornAt(id);
      if (born !== undefined) this.parts.metrics.handled(this.parts.source, (now - born) / 1_000);
    }
  }

  private async holdBack({ message, envelope }: Delivered, error: unknown): Promise<void> {
    if (error instanceof Undecodable) return this.putAside(message, error);
    if (isPassing(error)) return message.nak(retryMilliseconds);
    const tries = (this.failures.get(envelope.eventId) ?? 0) + 1;
    if (tries >= lastTry) {
      this.failures.delete(envelope.eventId);
      return this.putAside(message, error);
    }
    this.failures.set(envelope.eventId, tries);
    const { log, consumer } = this.parts;
    log.fault('event held back', error, { consumer, seq: message.seq, tries });
    message.nak(250 * 2 ** tries);
  }

  /** A dead letter, committed before the message is ended. */
  private async putAside(message: JsMsg, error: unknown): Promise<void> {
    const { log, consumer, work } = this.parts;
    const undecodable = error instanceof Undecodable || error instanceof EnvelopeInvalid;
    const why = { cause: undecodable ? 'undecodable' : 'handler-failed', error: plainError(error) } as const;
    try {
      await work.run(async (tx) => writeDeadLetter(tx, consumer, message, why));
      message.term();
      log.fault('dead letter', error, { consumer, seq: message.seq });
    } catch (second) {
      // Not written, so not ended: it comes again.
      log.fault('dead letter not written', second, { consumer, seq: message.seq });
      message.nak(retryMilliseconds * 5);
    }
  }
}

function acknowledge({ message, twins }: Delivered): void {
  for (const one of [message, ...twins]) one.ack();
}
