import { parentPort } from 'node:worker_threads';
import { type SealCheck, type ThreadAnswer, verifySealedPdf } from '#lib/seals';

/** A paper to verify, and what to verify it against. */
export interface SealQuestion {
  pdf: Uint8Array;
  /** Certificates of the trusted authorities, DER. */
  trusted: readonly Uint8Array[];
}

// The curve's arithmetic is JavaScript: two signatures and their certificates keep a thread busy for tens of milliseconds.
parentPort?.on('message', ({ pdf, trusted }: SealQuestion) => {
  const answer: ThreadAnswer<SealCheck> = { done: true, result: verifySealedPdf(pdf, trusted) };
  parentPort?.postMessage(answer, []);
});
