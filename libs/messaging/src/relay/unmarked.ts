import type { Work } from '#lib/persistence';
import { failpoint } from '#lib/service-kit';
import { markPublished, type Place } from './journal.js';
import type { RelayLease } from './lease.js';

const waitMilliseconds = 100;
const most = 256;

/**
 * What the stream has and the journal does not know yet. One mark for all that was published within a tenth of a second
 * is one commit instead of many, and nobody waits for it.
 *
 * A process killed before the mark leaves these events waiting: the next relay publishes them again, the broker drops
 * them by their ids, and what its memory of ids (two minutes) has lost, the inboxes drop. This is what a kill between
 * publishing and mark has always been; it is only more events at a time.
 */
export class UnmarkedEvents {
  private places: Place[] = [];
  private stream: { name: string; created: string } | undefined;
  private timer: NodeJS.Timeout | undefined;
  private under: Promise<void> = Promise.resolve();
  private marking: readonly Place[] = [];

  /**
   * @param failed hears why a mark could not be written, or nothing when it was refused to whoever lost the lease: what is
   *   believed of stream and lease is in doubt
   */
  constructor(
    private readonly work: Work,
    private readonly lease: RelayLease,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Which journal rows are published and not marked: a relay must not read them as waiting. */
  get seqs(): string[] {
    return [...this.marking, ...this.places].map(({ seq }) => seq);
  }

  /** Takes what was published to a stream; it is marked soon. All of it is of one stream until `flush`. */
  add(stream: { name: string; created: string }, places: readonly Place[]): void {
    if (places.length === 0) return;
    this.stream = stream;
    this.places.push(...places);
    if (this.places.length >= most) this.mark();
    else this.timer ??= setTimeout(() => this.mark(), waitMilliseconds);
  }

  /** Everything is marked, or forgotten because it could not be, which lets it be published again. */
  async flush(): Promise<void> {
    this.mark();
    await this.under;
  }

  private mark(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.under = this.under.then(async () => this.markNow());
  }

  private async markNow(): Promise<void> {
    const { stream } = this;
    if (stream === undefined || this.places.length === 0) return;
    this.marking = this.places.splice(0);
    try {
      const marked = await markPublished(this.work, this.lease.holder, stream, this.marking);
      await failpoint('relay.after-mark');
      if (marked < this.marking.length) this.failed(undefined);
    } catch (error) {
      this.failed(error);
    } finally {
      this.marking = [];
    }
  }
}
