import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Work } from '#lib/persistence';
import { newId } from '#lib/service-kit';

const leaseSeconds = 5;

/**
 * One relay at a time publishes for a service: the one that holds the lease. It is held only while there is something to
 * say, so that of several replicas whoever has committed something gets it without waiting.
 *
 * Two that believe to hold it do no harm that lasts: the broker drops the second of two equal messages, listeners drop
 * what they had, and marks are refused to whoever is no longer the holder (`markPublished`).
 */
export class RelayLease {
  readonly holder = holderHere();
  /** On the monotonic clock of this process: until then the lease is ours for certain. */
  private heldUntil = 0;

  constructor(private readonly work: Work) {}

  /** Whether it is ours for certain, without asking. */
  get held(): boolean {
    return performance.now() < this.heldUntil;
  }

  /**
   * Takes it, or renews it at half its time: a lease that runs on needs no word. Of a process that was killed on this
   * host it is taken over at once; of one elsewhere, when its time is over.
   *
   * @returns whether this relay may publish
   */
  async hold(): Promise<boolean> {
    if (this.held) return true;
    const now = performance.now();
    const taken =
      (await this.take('holder = ? OR leased_until < UTC_TIMESTAMP(3)', this.holder)) || (await this.takeFromTheDead());
    if (taken) this.heldUntil = now + (leaseSeconds * 1_000) / 2;
    return taken;
  }

  /** What was believed of it is in doubt: ask again before the next word. */
  doubt(): void {
    this.heldUntil = 0;
  }

  /** Lets another replica have it at once. */
  async giveBack(): Promise<void> {
    this.doubt();
    await this.work.statement(
      `UPDATE relay_lease SET leased_until = UTC_TIMESTAMP(3) WHERE id = 'relay' AND holder = ?`,
      [this.holder],
    );
  }

  private async take(when: string, holder: string): Promise<boolean> {
    const { affectedRows } = await this.work.statement<{ affectedRows: number }>(
      `UPDATE relay_lease SET holder = ?, leased_until = UTC_TIMESTAMP(3) + INTERVAL ? SECOND
        WHERE id = 'relay' AND (${when})`,
      [this.holder, leaseSeconds, holder],
    );
    return affectedRows === 1;
  }

  private async takeFromTheDead(): Promise<boolean> {
    const [row] = await this.work.statement<{ holder: string }[]>(`SELECT holder FROM relay_lease WHERE id = 'relay'`);
    // Named in the statement: whoever was faster has it.
    return row !== undefined && isDead(row.holder) && this.take('holder = ?', row.holder);
  }
}

/**
 * The name of a holder: process, its start, the host as far as it can see processes, and something of its own. It tells
 * whoever is on the same host whether the process still lives.
 */
function holderHere(): string {
  return [process.pid, startOf(process.pid) ?? 'unknown', sight(), newId().slice(-6)].join('.');
}

/** Whether a holder was a process on this host that is no more; one elsewhere, or a name of another kind, never is. */
export function isDead(holder: string): boolean {
  const [pid, start, where] = holder.split('.');
  if (where !== sight() || start === 'unknown') return false;
  return startOf(Number(pid)) !== start;
}

/** What tells processes apart here: the boot and the namespace of process ids; containers do not see each other's. */
function sight(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
    const seen = [hostname(), boot, readlinkSync('/proc/self/ns/pid')];
    return createHash('sha256').update(seen.join()).digest('hex').slice(0, 12);
  } catch {
    // No such files: then nothing is known of others, and a lease is waited for.
    return 'nowhere';
  }
}

/** When a process began, in ticks since the boot; undefined when there is none, or only what is left of a dead one. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name may hold spaces and brackets: fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
