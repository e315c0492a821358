import type { JsMsg } from '@nats-io/jetstream';

const idLength = 26;
const longestBatchMilliseconds = 30_000;

/**
 * In which lane a message goes: all about one aggregate in the same, in their order, and its parts with it, whose ids
 * begin with its own.
 *
 * @param subject `evt.<service>.v1.<event>.<region>.<aggregate id>`
 * @param lanes how many there are
 */
export function laneOf(subject: string, lanes: number): number {
  const id = subject.slice(subject.lastIndexOf('.') + 1, subject.lastIndexOf('.') + 1 + idLength);
  let sum = 0;
  for (let at = 0; at < id.length; at += 1) sum = (sum * 31 + id.charCodeAt(at)) % 65_521;
  return sum % lanes;
}

/** Messages between the reader and a worker, so that whatever has arrived makes one batch. */
export class Lane {
  private readonly waiting: JsMsg[] = [];
  private taken: JsMsg[] = [];
  private takenAt = 0;
  private open = true;
  private wake: () => void = () => undefined;

  put(message: JsMsg): void {
    this.waiting.push(message);
    this.wake();
  }

  close(): void {
    this.open = false;
    this.wake();
  }

  /** What nobody took before the closing. */
  left(): JsMsg[] {
    return this.waiting.splice(0);
  }

  /** Whether a batch hangs, on a database that no longer answers: nothing may be kept from the other replicas for it. */
  get hangs(): boolean {
    return this.taken.length > 0 && performance.now() - this.takenAt > longestBatchMilliseconds;
  }

  /** Tells the server that what is here is being worked at; else it would deliver it again. */
  keep(): void {
    for (const message of [...this.taken, ...this.waiting]) message.working();
  }

  /** At least one message, or none when closed. What is left unhandled at closing is delivered again. */
  async take(limit: number): Promise<JsMsg[]> {
    this.taken = [];
    while (this.open && this.waiting.length === 0) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    this.taken = this.open ? this.waiting.splice(0, limit) : [];
    this.takenAt = performance.now();
    return this.taken;
  }
}
