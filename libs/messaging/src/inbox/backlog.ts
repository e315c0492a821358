import { setTimeout as sleep } from 'node:timers/promises';
import { durableName, streamName } from '#lib/contracts';
import type { Work } from '#lib/persistence';
import type { Clock, Log } from '#lib/service-kit';
import { type Bus, isNoStream } from '../bus.js';

/** A relay may take five seconds to say what was committed: the lease of one that was killed, the bus that is back, its poll. */
const relayMilliseconds = 6_000;
const lookMilliseconds = 1_000;
/** A limit that passes must be told in the end, whatever keeps a durable where it is; beside days ten minutes are nothing. */
const patienceMilliseconds = 600_000;

/** Where the streams ended at an instant, of those whose durables have not come so far. */
interface Mark {
  at: Date;
  left: Map<string, number>;
}

/** What a backlog is told of its service. */
export interface BacklogParts {
  service: string;
  work: Work;
  clock: Clock;
  log: Log;
  /** Milliseconds for which durables may stand still before they are waited for no longer. */
  patience?: number | undefined;
}

/**
 * Up to when a service has heard all that was said. Whoever would act on what has not happened by a date asks here first:
 * what did happen may still lie on the bus, after an outage for long.
 *
 * Each second it is noted where the streams end; when every durable has acknowledged so much, all that was said by then is
 * heard. Whatever holds an event up holds this up: a bus or a database that is away, a lane that waits, another replica that
 * has it. What was parked or put aside is acknowledged as well. Only when bus and database answer and no durable moves for
 * ten minutes is it waited for no longer.
 */
export class Backlog {
  private bus: Bus | undefined;
  private sources: readonly string[] = [];
  private heardAt = new Date(0);
  private mark: Mark | undefined;
  private looking = false;
  private ended = false;
  /** On the monotonic clock, like the next. */
  private reachedAt = 0;
  private movedAt = 0;
  private standing = '';
  private isGivenUp = false;

  constructor(private readonly parts: BacklogParts) {}

  /** The bus was reached for the first time. @param sources the services that are heard */
  watch(bus: Bus, sources: readonly string[]): void {
    this.bus = bus;
    this.sources = sources;
    this.reachedAt = performance.now();
    bus.watchers.add(() => (this.reachedAt = performance.now()));
  }

  /** Nothing is looked at any more. */
  end(): void {
    this.ended = true;
  }

  /**
   * The instant of business time up to which all that was done elsewhere is heard, a few seconds ago at the latest; after the
   * start long ago, until the first look. Costs nothing itself; the first to ask has it looked for from then on.
   */
  heardUntil(): Date {
    if (!this.looking) void this.keepLooking();
    if (this.isGivenUp) return this.parts.clock.now();
    return new Date(Math.max(0, this.heardAt.getTime() - relayMilliseconds));
  }

  private async keepLooking(): Promise<void> {
    this.looking = true;
    while (!this.ended) {
      await this.look();
      await sleep(lookMilliseconds, undefined, { ref: false });
    }
  }

  private async look(): Promise<void> {
    const { bus } = this;
    // While the bus is away nothing can be heard; when it is back, what was committed meanwhile is yet to be said.
    if (bus?.connected !== true || performance.now() - this.reachedAt < relayMilliseconds) return;
    const standing = await this.pass(bus).catch(() => 'unknown');
    if (standing !== '') return this.stand(standing);
    this.isGivenUp = false;
    this.standing = '';
  }

  /** @returns where the durables stand that have not passed the mark; empty when all have */
  private async pass(bus: Bus): Promise<string> {
    this.mark ??= { at: this.parts.clock.now(), left: await this.ends(bus) };
    const { at, left } = this.mark;
    const standing: string[] = [];
    for (const [source, end] of left) {
      const durable = await bus.jsm.consumers.info(streamName(source), durableName(this.parts.service, source));
      const { ack_floor: floor, num_pending: pending, num_ack_pending: unacknowledged } = durable;
      // Nobody acknowledges places whose messages are past their age.
      if (floor.stream_seq >= end || pending + unacknowledged === 0) left.delete(source);
      else standing.push(`${source} ${floor.stream_seq}`);
    }
    if (left.size > 0) return standing.join();
    this.heardAt = at;
    this.mark = undefined;
    return '';
  }

  private async ends(bus: Bus): Promise<Map<string, number>> {
    const ends = await Promise.all(this.sources.map(async (source) => [source, await endOf(bus, source)] as const));
    return new Map(ends.filter(([, end]) => end > 0));
  }

  /** Counts for how long no durable moved while the database could keep what it hears. */
  private async stand(standing: string): Promise<void> {
    const { work, log, patience = patienceMilliseconds } = this.parts;
    const answers = await work.statement('SELECT 1').then(
      () => true,
      () => false,
    );
    if (standing !== this.standing || !answers) this.movedAt = performance.now();
    this.standing = standing;
    if (this.isGivenUp || performance.now() - this.movedAt < patience) return;
    this.isGivenUp = true;
    log.warn('events are not heard: acts go on that one still unheard may forbid', { standing });
  }
}

/** The last place of a stream; zero when there is none: nobody has said anything in it yet. */
async function endOf(bus: Bus, source: string): Promise<number> {
  try {
    return (await bus.jsm.streams.info(streamName(source))).state.last_seq;
  } catch (error) {
    if (isNoStream(error)) return 0;
    throw error;
  }
}
