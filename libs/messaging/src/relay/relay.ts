import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamInfo } from '@nats-io/jetstream';
import { streamName } from '#lib/contracts';
import type { Work } from '#lib/persistence';
import { currentTraceparent, failpoint, inTrace, type Log } from '#lib/service-kit';
import { type Bus, isMissing, untilLost } from '../bus.js';
import { toHeaders } from '../envelope-headers.js';
import { announcesSomething } from '../outbox/announce.js';
import { envelopeOf } from './envelope-of.js';
import { type Place, publishAllAgain, type WaitingRow, waitingRows } from './journal.js';
import { RelayLease } from './lease.js';
import { compare, createStream, findStream, JournalBehindStream } from './stream-check.js';
import { UnmarkedEvents } from './unmarked.js';

const batch = 256;
/** Events of a replica that was killed are found so late at most; everything else wakes a relay by its commit. */
const pollMilliseconds = 5_000;
const checkMilliseconds = 30_000;
/** Another replica may have the lease, or the broker may refuse: asked again soon, then less and less often. */
const firstRetryMilliseconds = 50;
const lastRetryMilliseconds = 800;
/** While it has the lease and nothing to say, it looks for what other replicas commit, so soon for the first time. */
const firstIdleMilliseconds = 200;

/** What a round came to: all that waited was said; more may wait; something waits that this relay cannot say now. */
type Round = 'said' | 'more' | 'waits';

/** Publishes the journal: one process at a time for a service, in the order of each aggregate's versions. */
export class Relay {
  private readonly lease: RelayLease;
  private readonly unmarked: UnmarkedEvents;
  private running = false;
  private loop: Promise<void> = Promise.resolve();
  private stream: StreamInfo | undefined;
  private checkedAt = 0;
  private hurried = false;
  private wake: () => void = () => undefined;
  private readonly watch = (connected: boolean): void => this.reached(connected);
  /** Set when the journal is older than the stream; nothing is published then. */
  stopped: JournalBehindStream | undefined;

  constructor(
    private readonly service: string,
    private readonly work: Work,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {
    this.lease = new RelayLease(work);
    this.unmarked = new UnmarkedEvents(work, this.lease, (error) => this.doubt(error));
  }

  /** Begins; a commit wakes it, polling is the fallback. */
  start(): void {
    this.running = true;
    this.work.onCommit((tx) => {
      if (announcesSomething(tx)) this.hurry();
    });
    this.bus.watchers.add(this.watch);
    this.loop = this.run();
  }

  /** Ends after the batch under way. */
  async stop(): Promise<void> {
    this.running = false;
    this.bus.watchers.delete(this.watch);
    this.hurry();
    await this.loop;
    // What the last requests committed is said before the lease goes on.
    if (this.bus.connected) await this.round().catch((error: unknown) => this.explain(error));
    await this.unmarked.flush();
    await this.lease.giveBack().catch((error: unknown) => this.log.fault('relay lease', error));
  }

  private hurry(): void {
    this.hurried = true;
    this.wake();
  }

  /** A server that was away may have come back with another stream. */
  private reached(connected: boolean): void {
    this.stream = undefined;
    if (connected) this.hurry();
  }

  private async run(): Promise<void> {
    let retry = firstRetryMilliseconds;
    while (this.running) {
      this.hurried = false;
      const came = await this.round().catch((error: unknown) => this.explain(error));
      if (came === 'more') continue;
      if (came === 'waits') {
        // Not woken by commits: the replica that has the lease says them, or else nobody can.
        await sleep(retry);
        retry = Math.min(retry * 2, lastRetryMilliseconds);
      } else {
        retry = await this.idleWithLease(Math.max(retry, firstIdleMilliseconds));
      }
    }
  }

  /** While the lease is held, other replicas cannot say what they commit: this relay looks for it, then gives it back. */
  private async idleWithLease(wait: number): Promise<number> {
    if (wait > lastRetryMilliseconds) await this.rest();
    await this.idle(this.lease.held ? wait : pollMilliseconds);
    return this.hurried || !this.lease.held ? firstRetryMilliseconds : wait * 2;
  }

  private async rest(): Promise<void> {
    if (!this.lease.held) return;
    await this.unmarked.flush();
    await this.lease.giveBack().catch((error: unknown) => this.log.fault('relay lease', error));
  }

  private async idle(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      if (this.hurried) return resolve();
      const timeout = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timeout);
        resolve();
      };
    });
  }

  /** One round: see what waits; if anything does, hold the lease, see that the stream is ours, publish. */
  private async round(): Promise<Round> {
    if (this.stopped !== undefined || !this.bus.connected || this.bus.connection.isClosed()) return 'said';
    const checkDue = this.stream === undefined || performance.now() - this.checkedAt > checkMilliseconds;
    const held = this.lease.held;
    let waiting = await this.waiting();
    if (waiting.rows.length === 0 && !checkDue) return 'said';
    if (!(await this.lease.hold())) return 'waits';
    if (checkDue) await this.check();
    // Whoever had the lease until now may have said what was waiting; a stream made anew is filled from the beginning.
    if (!held || checkDue) waiting = await this.waiting();
    await this.publish(waiting.rows, waiting.now);
    return waiting.rows.length < batch ? 'said' : 'more';
  }

  private async waiting(): Promise<{ rows: WaitingRow[]; now: Date }> {
    const said = this.unmarked.seqs;
    return this.work.read(async (tx) => ({ rows: await waitingRows(tx, batch, said), now: tx.now }));
  }

  private explain(error: unknown): Round {
    if (error instanceof JournalBehindStream) this.stopped = error;
    this.doubt(error);
    return 'waits';
  }

  /** What was believed of stream and lease may be wrong: look again before the next batch. */
  private doubt(error: unknown): void {
    this.stream = undefined;
    this.lease.doubt();
    if (error !== undefined) this.log.fault('relay', error);
  }

  private async check(): Promise<void> {
    // The journal must know all that was said before it is compared.
    await this.unmarked.flush();
    const found = await findStream(this.bus.jsm, this.service);
    this.checkedAt = performance.now();
    // Nothing was said since all was compared, and the server was there all the while.
    if (this.stream !== undefined && isUnchanged(this.stream, found)) return;
    const verdict = await this.work.read(async (tx) => compare(this.bus.jsm, tx, found));
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

  private async publish(rows: WaitingRow[], at: Date): Promise<void> {
    for (const wave of waves(rows)) {
      const missing = wave.length - (await this.publishWave(wave, at));
      if (missing > 0) throw new Error(`${missing} events were not acknowledged`);
    }
  }

  /** @returns how many were acknowledged */
  private async publishWave(wave: WaitingRow[], at: Date): Promise<number> {
    const { stream } = this;
    if (stream === undefined) return 0;
    const places: Place[] = [];
    let refused: unknown;
    const said = wave.map(async (row) => {
      try {
        places.push({ seq: row.seq, streamSeq: await this.say(row), at });
      } catch (error) {
        refused = error;
      }
    });
    await untilLost(this.bus, Promise.all(said));
    await failpoint('relay.after-publish');
    // A copy: an answer that comes after the connection was lost is of a server nobody has looked at since.
    const acknowledged = [...places];
    this.unmarked.add({ name: stream.config.name, created: stream.created }, acknowledged);
    if (refused !== undefined && !isMissing(refused)) this.log.fault('publish', refused);
    return acknowledged.length;
  }

  /** @returns its place in the stream */
  private async say(row: WaitingRow): Promise<number> {
    const envelope = envelopeOf(row);
    const say = async (): Promise<number> => {
      const traceparent = currentTraceparent() ?? envelope.traceparent;
      const answer = await this.bus.js.publish(row.subject, row.payload, {
        msgID: row.eventId,
        headers: toHeaders({ ...envelope, traceparent }),
        expect: { streamName: streamName(this.service) },
      });
      return answer.seq;
    };
    // An event of nobody's matter begins no trace by being published.
    return envelope.traceparent === undefined ? say() : inTrace(envelope.traceparent, `say ${row.type}`, say, 'says');
  }
}

const isUnchanged = (known: StreamInfo, found: StreamInfo | undefined): boolean =>
  found?.created === known.created && found.state.last_seq === known.state.last_seq;

/** Cuts a batch so that no wave holds two versions of one aggregate: a lost first must not be overtaken by its second. */
export function waves(rows: WaitingRow[]): WaitingRow[][] {
  const depth = new Map<string, number>();
  const cut: WaitingRow[][] = [];
  for (const row of rows) {
    const level = depth.get(row.aggregateId) ?? 0;
    depth.set(row.aggregateId, level + 1);
    (cut[level] ??= []).push(row);
  }
  return cut;
}
