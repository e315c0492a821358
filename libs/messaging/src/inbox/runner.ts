import { AckPolicy, type ConsumerMessages, DeliverPolicy, ReplayPolicy } from '@nats-io/jetstream';
import { durableName, streamName } from '#lib/contracts';
import { existsOtherwise, isMissing } from '../bus.js';
import type { EventHandlers } from './deliver.js';
import { BatchHearing } from './hear-batch.js';
import { Lane, laneOf } from './lane.js';
import type { RunnerParts } from './runner-parts.js';

/**
 * A batch is one transaction of many round trips one after the other. Beside busy people a single one gets a small share
 * of the database and falls behind; four at a time keep up. More would only take connections from the people.
 */
const lanes = 4;
const batchSize = 64;
/** Delivered to a process that was killed, a message comes again after so long: no hand-off waits longer for it. */
const ackWaitMilliseconds = 5_000;
/** What a process holds for longer than this it says it is at work on. Usually there is nothing. */
const keepMilliseconds = 1_500;
/** Delivered and not yet acknowledged, for all replicas together: it bounds what lies in lanes. */
const mostUnacknowledged = 512;
const restMilliseconds = 500;

/** Hears one stream for one service: batches in one transaction, acknowledged together after the commit. */
export class Runner {
  private running = false;
  private loop: Promise<void> = Promise.resolve();
  private messages: ConsumerMessages | undefined;
  private readonly consumer: string;
  private readonly hearing: BatchHearing;

  constructor(
    private readonly source: string,
    handlers: EventHandlers,
    private readonly parts: RunnerParts,
  ) {
    this.consumer = durableName(parts.service, source);
    this.hearing = new BatchHearing({ ...parts, source, handlers, consumer: this.consumer });
  }

  /** Begins to hear. */
  start(): void {
    this.running = true;
    this.loop = this.run();
  }

  /** Ends after the batches under way. */
  async stop(): Promise<void> {
    this.running = false;
    this.hearing.end();
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
      max_messages: batchSize * lanes,
      expires: 5_000,
      abort_on_missing_resource: true,
    });
    if (!this.running) await this.messages.close();
    await this.workOff(this.messages);
  }

  /** A durable of its own, from the first message on: a new stream is heard from its start, the inbox drops what it had. */
  private async ensureConsumer(stream: string): Promise<void> {
    const { consumers } = this.parts.bus.jsm;
    const changeable = { ack_wait: ackWaitMilliseconds * 1_000_000, max_ack_pending: mostUnacknowledged };
    const wanted = {
      ...changeable,
      durable_name: this.consumer,
      filter_subject: `evt.${this.source}.>`,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      replay_policy: ReplayPolicy.Instant,
      max_deliver: -1,
    };
    try {
      await consumers.add(stream, wanted);
    } catch (error) {
      // From 2.10 on the server does not take other settings from `add`: an older release made the durable with its own.
      if (!existsOtherwise(error)) throw error;
      await consumers.update(stream, this.consumer, changeable);
    }
  }

  private async workOff(messages: ConsumerMessages): Promise<void> {
    const open = Array.from({ length: lanes }, () => new Lane());
    const work = Promise.all(open.map(async (lane) => this.workOffLane(lane)));
    const keeping = setInterval(() => this.keep(open, messages), keepMilliseconds);
    try {
      for await (const message of messages) open[laneOf(message.subject, lanes)]?.put(message);
    } finally {
      const hung = open.some((lane) => lane.hangs);
      for (const lane of open) lane.close();
      // Another process may take at once what was delivered here and not begun; else it would wait.
      if (hung || !this.running) for (const lane of open) for (const message of lane.left()) message.nak();
      await work;
      clearInterval(keeping);
    }
  }

  /**
   * Keeps what lies here for this process, unless a batch hangs: then nothing more is taken until it comes back. One that asked
   * on would be given again and again what it cannot hear, in turn with the replicas that can.
   */
  private keep(open: readonly Lane[], messages: ConsumerMessages): void {
    if (open.some((lane) => lane.hangs)) void messages.close();
    else for (const lane of open) lane.keep();
  }

  private async workOffLane(lane: Lane): Promise<void> {
    for (;;) {
      const batch = await lane.take(batchSize);
      if (batch.length === 0) return;
      await this.hearing.hear(batch);
    }
  }
}

const rest = async (): Promise<void> => new Promise((resolve) => setTimeout(resolve, restMilliseconds));
