import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SealCheck } from '#lib/seals';
import type { SealFinding, SealQuestion } from './seal-thread.js';

interface Waiting {
  resolve: (check: SealCheck) => void;
  reject: (error: Error) => void;
}

/** Verifies seals on every processor of the machine; it is the slowest part of a look by far. */
export class SealThreads {
  private threads: Worker[] = [];
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  /**
   * Verifies a paper; the first starts the threads.
   *
   * @param pdf the paper
   * @param trusted certificates of the trusted authorities, DER
   */
  async verify(pdf: Uint8Array, trusted: readonly Uint8Array[]): Promise<SealCheck> {
    if (this.threads.length === 0) this.threads = Array.from({ length: availableParallelism() }, () => this.open());
    this.asked += 1;
    const number = this.asked;
    const question: SealQuestion = { number, pdf: Uint8Array.from(pdf), trusted };
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
      this.threads[number % this.threads.length]?.postMessage(question);
    });
  }

  /** Ends the threads. */
  async end(): Promise<void> {
    await Promise.all(this.threads.map(async (thread) => thread.terminate()));
  }

  private open(): Worker {
    const thread = new Worker(new URL('./seal-thread.js', import.meta.url));
    thread.on('message', ({ number, check }: SealFinding) => {
      this.waiting.get(number)?.resolve(check);
      this.waiting.delete(number);
    });
    thread.on('error', (error: Error) => {
      for (const { reject } of this.waiting.values()) reject(error);
      this.waiting.clear();
    });
    return thread;
  }
}
