/**
 * The only source of time. Business time is real time plus an offset that only a development deployment may move;
 * tokens, leases and TLS use real time.
 */
export class Clock {
  private offset = 0;

  /** Business time: what acts, due dates and notices carry. */
  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** The time on the wall. */
  real(): Date {
    return new Date();
  }

  /** Milliseconds that business time is ahead of real time. */
  get offsetMs(): number {
    return this.offset;
  }

  /** Moves business time; refused by whoever hears it in production mode. */
  moveTo(offsetMs: number): void {
    this.offset = offsetMs;
  }
}
