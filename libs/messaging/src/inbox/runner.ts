import { AckPolicy, type ConsumerMessages, DeliverPolicy, type JsMsg, ReplayPolicy } from '@nats-io/jetstream';
import { durableName, serviceOf, streamName } from '#lib/contracts';
import { isPassing, plainError, type Tx, type Work } from '#lib/persistence';
import { bornAt, type Clock, currentTraceparent, failpoint, inTrace, type Log, type Metrics } from '#lib/service-kit';
import { type Bus, isMissing } from '../bus.js';
import { EnvelopeInvalid, fromHeaders } from '../envelope-headers.js';
import { writeDeadLetter } from './dead-letters.js';
import { deliverOnce, type EventHandlers, type Part, retryParked, straight, undoable, Undecodable } from './deliver.js';

const batchSize = 64;
const ackWaitMilliseconds = 30_000;
const lastDelivery = 5;
const restMilliseconds = 500;

/** What a runner works with. */
export interface RunnerParts {
  /** Who listens. */
  service: string;
  work: Work;
  bus: Bus;
  log: Log;
  metrics: Metrics;
  clock: Clock;
}

/** Hears one stream for one service: batches in one transaction, acknowledged together after the commit. */
export class Runner {
  private running = false;
  private loop: Promise<void> = Promise.resolve();
  private messages: ConsumerMessages | undefined;
  private readonly consumer: string;

  constructor(
    private readonly source: string,
    private readonly handlers: EventHandlers,
    private readonly parts: RunnerParts,
  ) {
    this.consumer = durableName(parts.service, source);
  }

  /** Begins to hear. */
  start(): void {
    this.running = true;
    this.loop = this.run();
  }

  /** Ends after the batch under way. */
  async stop(): Promise<void> {
    this.running = false;
    await this.messages?.close();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (this.running) {
      try {
        await this.hearUntilBroken();
      } catch (error) {
        // A stream that is not there yet, or no longer, is no fault: its owner makes it.
        if (this.running && !isMissing(error)) this.parts.log.fault('runner', error, { consumer: this.consumer });
      }
      if (this.running) await rest();
    }
  }

  private async hearUntilBroken(): Promise<void> {
    const stream = streamName(this.source);
    await this.ensureConsumer(stream);
    const consumer = await this.parts.bus.js.consumers.get(stream, this.consumer);
    this.messages = await consumer.consume({
      max_messages: batchSize * 4,
      expires: 5_000,
      abort_on_missing_resource: true,
    });
    if (!this.running) await this.messages.close();
    const collected = new Mailbox();
    const work = this.workOff(collected);
    try {
      for await (const message of this.messages) collected.put(message);
    } finally {
      collected.close();
      await work;
      // Another process may take at once what was delivered here and not begun; else it would wait for thirty seconds.
      if (!this.running) for (const message of collected.left()) message.nak();
    }
  }

  /** A durable of its own, from the first message on: a new stream is heard from its start, the inbox drops what it had. */
  private async ensureConsumer(stream: string): Promise<void> {
    await this.parts.bus.jsm.consumers.add(stream, {
      durable_name: this.consumer,
      filter_subject: `evt.${this.source}.>`,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      replay_policy: ReplayPolicy.Instant,
      ack_wait: ackWaitMilliseconds * 1_000_000,
      max_deliver: -1,
      max_ack_pending: 2_000,
    });
  }

  private async workOff(collected: Mailbox): Promise<void> {
    for (;;) {
      const batch = await collected.take(batchSize);
      if (batch.length === 0) return;
      await this.handle(batch);
    }
  }

  private async handle(batch: JsMsg[]): Promise<void> {
    const heartbeat = setInterval(() => batch.forEach((message) => message.working()), ackWaitMilliseconds / 3);
    try {
      await this.handleTogether(batch, straight).catch(async () => this.handleTogether(batch, undoable));
    } catch {
      // Whoever is at fault is found by trying one by one, so that only the bad one is held back.
      for (const message of batch) await this.handleAlone(message);
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async handleTogether(batch: JsMsg[], part: Part): Promise<void> {
    await failpoint('runner.after-deliver');
    const handled = await this.parts.work.run(async (tx) => {
      const ids: string[] = [];
      for (const message of batch) ids.push(...(await this.deliver(tx, message, part)));
      await retryParked(tx, this.handlers, []);
      await failpoint('runner.before-commit');
      return ids;
    }, causeOf(batch));
    this.tellLag(handled);
    await failpoint('runner.after-commit');
    for (const message of batch) message.ack();
  }

  private async handleAlone(message: JsMsg): Promise<void> {
    try {
      await this.handleTogether([message], undoable);
    } catch (error) {
      await this.holdBack(message, error);
    }
  }

  private tellLag(handled: string[]): void {
    const now = this.parts.clock.real().getTime();
    for (const id of handled) {
      const born = bornAt(id);
      if (born !== undefined) this.parts.metrics.handled(this.source, (now - born) / 1_000);
    }
  }

  /** @returns the event's id if it was handled now, for the first time */
  private async deliver(tx: Tx, message: JsMsg, part: Part): Promise<string[]> {
    // Several events in one transaction: each has its own cause and trace.
    const envelope = fromHeaders(message.headers);
    // A stream is one owner's: what calls itself another's fact there was said by nobody who may.
    if (serviceOf(envelope.type) !== this.source) {
      throw new EnvelopeInvalid(`${envelope.type} is no event of ${this.source}`);
    }
    tx.cause.id = envelope.eventId;
    return inTrace(envelope.traceparent, `hear ${envelope.type}`, async () => {
      tx.cause.traceparent = currentTraceparent() ?? envelope.traceparent;
      const outcome = await deliverOnce(tx, this.handlers, envelope, message.data, part);
      return outcome === 'handled' ? [envelope.eventId] : [];
    });
  }

  private async holdBack(message: JsMsg, error: unknown): Promise<void> {
    const undecodable = error instanceof Undecodable || error instanceof EnvelopeInvalid;
    const tries = message.info.deliveryCount;
    if (!undecodable && (isPassing(error) || tries < lastDelivery)) {
      this.parts.log.fault('event held back', error, { consumer: this.consumer, seq: message.seq, tries });
      message.nak(Math.min(60_000, 250 * 2 ** tries));
      return;
    }
    const why = { cause: undecodable ? 'undecodable' : 'handler-failed', error: plainError(error) } as const;
    try {
      await this.parts.work.run(async (tx) => writeDeadLetter(tx, this.consumer, message, why));
      message.term();
      this.parts.log.fault('dead letter', error, { consumer: this.consumer, seq: message.seq, tries });
    } catch (second) {
      // Not written, so not ended: it comes again.
      this.parts.log.fault('dead letter not written', second, { consumer: this.consumer, seq: message.seq });
      message.nak(5_000);
    }
  }
}

const rest = async (): Promise<void> => new Promise((resolve) => setTimeout(resolve, restMilliseconds));

function causeOf(batch: JsMsg[]): { id: string | undefined } {
  return { id: batch[0]?.headers?.get('ce-id') };
}

/** Messages between the reader and the worker, so that whatever has arrived makes one batch. */
class Mailbox {
  private readonly waiting: JsMsg[] = [];
  private open = true;
  private wake: () => void = () => undefined;

  put(message: JsMsg): void {
    this.waiting.push(message);
    this.wake();
  }

  close(): void {
    this.open = false;
    this.wake();
  }

  /** What nobody took before the closing. */
  left(): JsMsg[] {
    return this.waiting.splice(0);
  }

  /** At least one message, or none when closed. What is left unhandled at closing is delivered again. */
  async take(limit: number): Promise<JsMsg[]> {
    while (this.open && this.waiting.length === 0) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return this.open ? this.waiting.splice(0, limit) : [];
  }
}
