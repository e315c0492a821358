import type { StreamInfo } from '@nats-io/jetstream';
import { streamName } from '#lib/contracts';
import type { Work } from '#lib/persistence';
import { currentTraceparent, failpoint, inTrace, type Log, newId } from '#lib/service-kit';
import { type Bus, isMissing } from '../bus.js';
import { toHeaders } from '../envelope-headers.js';
import type { OutboxRow } from '../outbox/outbox.entity.js';
import { envelopeOf } from './envelope-of.js';
import { markPublished, type Place, publishAllAgain, waitingRows } from './journal.js';
import { compare, createStream, JournalBehindStream } from './stream-check.js';

const batch = 256;
const pollMilliseconds = 1_000;
const checkMilliseconds = 30_000;
const leaseSeconds = 5;

/** Publishes the journal: one process at a time for a service, in the order of each aggregate's versions. */
export class Relay {
  private readonly holder = newId();
  private running = false;
  private loop: Promise<void> = Promise.resolve();
  private stream: StreamInfo | undefined;
  private checkedAt = 0;
  /** On the monotonic clock of this process: until then the lease is ours for certain. */
  private heldUntil = 0;
  private hurried = false;
  private wake: () => void = () => undefined;
  /** Set when the journal is older than the stream; nothing is published then. */
  stopped: JournalBehindStream | undefined;

  constructor(
    private readonly service: string,
    private readonly work: Work,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  /** Begins; a commit wakes it, polling is the fallback. */
  start(): void {
    this.running = true;
    this.work.onCommit((tx) => {
      if (tx.touched.size > 0) this.hurry();
    });
    this.loop = this.run();
  }

  /** Ends after the batch under way. */
  async stop(): Promise<void> {
    this.running = false;
    this.hurry();
    await this.loop;
    // What the last requests committed is said before the lease goes on.
    if (this.bus.connected) await this.round().catch((error: unknown) => this.explain(error));
    await this.giveLeaseBack().catch((error: unknown) => this.log.fault('relay lease', error));
  }

  private hurry(): void {
    this.hurried = true;
    this.wake();
  }

  private async run(): Promise<void> {
    while (this.running) {
      this.hurried = false;
      const published = await this.round().catch((error: unknown) => this.explain(error));
      if (published < batch) await this.idle();
    }
  }

  private async idle(): Promise<void> {
    await new Promise<void>((resolve) => {
      if (this.hurried) return resolve();
      const timeout = setTimeout(resolve, pollMilliseconds);
      this.wake = () => {
        clearTimeout(timeout);
        resolve();
      };
    });
  }

  /** One round: hold the lease, see that the stream is ours, publish a batch. */
  private async round(): Promise<number> {
    if (this.stopped !== undefined || this.bus.connection.isClosed()) return 0;
    if (!(await this.holdLease())) return 0;
    if (this.stream === undefined || performance.now() - this.checkedAt > checkMilliseconds) await this.check();
    return this.publishBatch();
  }

  private explain(error: unknown): number {
    if (error instanceof JournalBehindStream) this.stopped = error;
    // What was believed of the stream may be wrong: look again before the next batch.
    this.stream = undefined;
    this.heldUntil = 0;
    this.log.fault('relay', error);
    this.hurried = false;
    return 0;
  }

  /** Renewed at half its time, not each round: a lease that runs on needs no word. */
  private async holdLease(): Promise<boolean> {
    const now = performance.now();
    if (now < this.heldUntil) return true;
    const { affectedRows } = await this.work.statement<{ affectedRows: number }>(
      `UPDATE relay_lease SET holder = ?, leased_until = UTC_TIMESTAMP(3) + INTERVAL ? SECOND
        WHERE id = 'relay' AND (holder = ? OR leased_until < UTC_TIMESTAMP(3))`,
      [this.holder, leaseSeconds, this.holder],
    );
    if (affectedRows !== 1) return false;
    this.heldUntil = now + (leaseSeconds * 1_000) / 2;
    return true;
  }

  /** An orderly end lets the next process publish at once; after a crash it waits until the lease is over. */
  private async giveLeaseBack(): Promise<void> {
    await this.work.statement(
      `UPDATE relay_lease SET leased_until = UTC_TIMESTAMP(3) WHERE id = 'relay' AND holder = ?`,
      [this.holder],
    );
  }

  private async check(): Promise<void> {
    const verdict = await this.work.run(async (tx) => compare(this.bus.jsm, tx, this.service));
    this.checkedAt = performance.now();
    if (verdict.intact) {
      this.stream = verdict.stream;
      return;
    }
    // The stream goes first: marks that are taken back twice do no harm, a stream filled twice over would.
    if (verdict.stream !== undefined) await this.bus.jsm.streams.delete(streamName(this.service));
    const again = await this.work.run(async (tx) => publishAllAgain(tx));
    this.stream = await createStream(this.bus.jsm, this.service);
    if (again > 0) this.log.fact('stream refilled from the journal', { why: verdict.why, events: again });
  }

  private async publishBatch(): Promise<number> {
    const { rows, now } = await this.work.read(async (tx) => ({ rows: await waitingRows(tx, batch), now: tx.now }));
    let published = 0;
    for (const wave of waves(rows)) {
      const places = await this.publishWave(wave, now);
      published += places.length;
      if (places.length < wave.length) throw new Error(`${wave.length - places.length} events were not acknowledged`);
    }
    return published;
  }

  private async publishWave(wave: OutboxRow[], published: Date): Promise<Place[]> {
    const stream = this.stream;
    if (stream === undefined) return [];
    const acknowledged = await Promise.allSettled(wave.map(async (row) => this.publish(row)));
    const places = acknowledged.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    await failpoint('relay.after-publish');
    const { config, created } = stream;
    await markPublished(this.work, published, { name: config.name, created }, places);
    await failpoint('relay.after-mark');
    const refused = acknowledged.find((answer) => answer.status === 'rejected');
    if (refused !== undefined && !isMissing(refused.reason)) this.log.fault('publish', refused.reason);
    return places;
  }

  private async publish(row: OutboxRow): Promise<Place> {
    const envelope = envelopeOf(row);
    const say = async (): Promise<Place> => {
      const traceparent = currentTraceparent() ?? envelope.traceparent;
      const answer = await this.bus.js.publish(row.subject, row.payload, {
        msgID: row.eventId,
        headers: toHeaders({ ...envelope, traceparent }),
        expect: { streamName: streamName(this.service) },
      });
      return { seq: row.seq, streamSeq: answer.seq };
    };
    // An event of nobody's matter begins no trace by being published.
    return envelope.traceparent === undefined ? say() : inTrace(envelope.traceparent, `say ${row.type}`, say, 'says');
  }
}

/** Cuts a batch so that no wave holds two versions of one aggregate: a lost first must not be overtaken by its second. */
export function waves(rows: OutboxRow[]): OutboxRow[][] {
  const depth = new Map<string, number>();
  const cut: OutboxRow[][] = [];
  for (const row of rows) {
    const level = depth.get(row.aggregateId) ?? 0;
    depth.set(row.aggregateId, level + 1);
    (cut[level] ??= []).push(row);
  }
  return cut;
}
