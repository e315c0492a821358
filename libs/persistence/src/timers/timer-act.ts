import type { Tx } from '../tx.js';
import type { DueTimer } from './due-timer.entity.js';

/** What happens when a date comes. */
export interface TimerAct {
  readonly kind: string;
  /**
   * Whether its timers may be fired at this moment; until then they stay as they are, waiting and due. Asked several times a
   * second, so it must cost nothing.
   */
  isReady?(): boolean;
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
