import { setTimeout as sleep } from 'node:timers/promises';
import { durableName, streamName } from '#lib/contracts';
import type { Log } from '#lib/service-kit';
import { type Bus, isNoStream } from '../bus.js';

/**
 * So long after a doubt nothing is asked yet: what was committed elsewhere while the bus was away is said when it is back,
 * by relays that may take five seconds to begin (a lease of one that was killed, their poll).
 */
const settleMilliseconds = 6_000;
/** What was said so long before it is heard had to wait somewhere, and more of it may follow. */
const oldSeconds = 10;
const lookMilliseconds = 1_000;
/**
 * A limit that passes must be told in the end, whatever is broken. In ten minutes some hundred events
 * a second make more than a hundred thousand; beside a limit that is counted in days they are nothing.
 */
const patienceMilliseconds = 600_000;

/** How a durable stood at a look. */
interface Standing {
  source: string;
  /** The last place of its stream; zero when there is no stream. */
  end: number;
  heard: boolean;
}

/**
 * Whether a service has heard what was said while it could not hear. Whoever would act on what it has not heard asks here
 * first, and waits.
 *
 * A durable has caught up when it has acknowledged what its stream held at the look before, so that steady traffic does not
 * keep it from it; what was parked or put aside is acknowledged as well. Nothing is looked at unless somebody asks, and
 * nothing any more once all is heard, until there is a doubt: the bus is lost or reached again, the database did not answer,
 * an event comes that is old.
 */
export class Backlog {
  private bus: Bus | undefined;
  private sources: readonly string[] = [];
  private heard = false;
  private looking = false;
  private ended = false;
  private told = false;
  /** On the monotonic clock, like the next. */
  private waitingSince = performance.now();
  private doubtedAt = performance.now();
  /** Where each stream ended at the look before. */
  private ends: ReadonlyMap<string, number> = new Map();

  /** @param patience milliseconds after which the backlog is waited for no longer */
  constructor(
    private readonly service: string,
    private readonly log: Log,
    private readonly patience = patienceMilliseconds,
  ) {}

  /** The bus was reached for the first time. @param sources the services that are heard */
  watch(bus: Bus, sources: readonly string[]): void {
    this.bus = bus;
    this.sources = sources;
    bus.watchers.add((connected) => this.reached(connected));
    this.reached(bus.connected);
  }

  /** Nothing is looked at any more. */
  end(): void {
    this.ended = true;
  }

  /**
   * Whether something said before may still be unheard, and it is not too long ago to wait for it. Costs nothing once all is
   * heard.
   */
  isWaitedFor(): boolean {
    if (this.heard) return false;
    if (!this.looking) void this.lookUntilHeard();
    if (!this.isLongOver) return true;
    if (!this.told) this.log.warn('the backlog is not heard in time: acts go on that facts still unheard may forbid');
    this.told = true;
    return false;
  }

  /** What was believed may be wrong: something could not be heard for a while. */
  doubt(): void {
    const now = performance.now();
    if (this.heard) this.waitingSince = now;
    this.heard = false;
    this.doubtedAt = now;
    this.ends = new Map();
  }

  /** An event was heard. @param age seconds since it was said */
  heardOf(age: number): void {
    if (age > oldSeconds) this.doubt();
  }

  private get isLongOver(): boolean {
    return performance.now() - this.waitingSince >= this.patience;
  }

  /** A bus that comes and goes gives no new time to wait; one that was away for longer than that brings a backlog of its own. */
  private reached(connected: boolean): void {
    this.doubt();
    if (!connected || !this.isLongOver) return;
    this.waitingSince = performance.now();
    this.told = false;
  }

  private async lookUntilHeard(): Promise<void> {
    this.looking = true;
    while (!this.heard && !this.ended) {
      await sleep(lookMilliseconds, undefined, { ref: false });
      // A server that does not answer, or a durable that is not made yet: nothing is known, so it is asked again.
      await this.look().catch(() => undefined);
    }
    this.looking = false;
  }

  private async look(): Promise<void> {
    const { bus, doubtedAt } = this;
    if (bus?.connected !== true || performance.now() - doubtedAt < settleMilliseconds) return;
    const found = await Promise.all(this.sources.map(async (source) => this.standing(bus, source)));
    if (this.doubtedAt !== doubtedAt) return;
    this.ends = new Map(found.map(({ source, end }) => [source, end]));
    this.heard = found.every(({ heard }) => heard);
    if (this.heard) this.told = false;
  }

  private async standing(bus: Bus, source: string): Promise<Standing> {
    const end = await endOf(bus, streamName(source));
    if (end === undefined) return { source, end: 0, heard: true };
    const durable = await bus.jsm.consumers.info(streamName(source), durableName(this.service, source));
    // A stream that was made anew is shorter than the one before.
    const before = Math.min(this.ends.get(source) ?? end, end);
    const { ack_floor: floor, num_pending: pending, num_ack_pending: unacknowledged } = durable;
    // Places whose messages are past their age are no longer acknowledged by anybody.
    return { source, end, heard: floor.stream_seq >= before || pending + unacknowledged === 0 };
  }
}

/** The last place of a stream, or undefined when there is none: nobody has said anything in it yet. */
async function endOf(bus: Bus, stream: string): Promise<number | undefined> {
  try {
    return (await bus.jsm.streams.info(stream)).state.last_seq;
  } catch (error) {
    if (isNoStream(error)) return undefined;
    throw error;
  }
}
