import { parentPort } from 'node:worker_threads';
import { type SealCheck, verifySealedPdf } from '#lib/seals';

/** A paper to verify, and what to verify it against. */
export interface SealQuestion {
  number: number;
  pdf: Uint8Array;
  trusted: readonly Uint8Array[];
}

/** What was found. */
export interface SealFinding {
  number: number;
  check: SealCheck;
}

// The curve's arithmetic is JavaScript: two signatures and their certificates keep a thread busy for tens of milliseconds.
parentPort?.on('message', ({ number, pdf, trusted }: SealQuestion) => {
  parentPort?.postMessage({ number, check: verifySealedPdf(pdf, trusted) } satisfies SealFinding, []);
});
