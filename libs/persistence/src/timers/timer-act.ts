import type { Tx } from '../tx.js';
import type { DueTimer } from './due-timer.entity.js';

/** What happens when a date comes. */
export interface TimerAct {
  readonly kind: string;
  /**
   * The instant up to which dates count as come, earlier than now for an act that must know first what happened by then. A
   * service fires the timers of such acts apart from the others. Asked several times a second, so it must cost nothing.
   */
  until?(): Date;
  /** Work that needs no transaction (rendering, signing); its result is given to `fire`. */
  prepare?(timer: DueTimer): Promise<unknown>;
  /** Acts, or finds that nothing is left to do; the timer is marked fired in the same transaction. */
  fire(tx: Tx, timer: DueTimer, prepared: unknown): Promise<void>;
}

/** What the runner tells its service. */
export interface TimerReports {
  failed(timer: DueTimer, error: unknown): void;
  broken(error: unknown): void;
}
