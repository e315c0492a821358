import { parentPort } from 'node:worker_threads';
import { SealError } from '../seal.errors.js';
import { press, type PressJob, type SealedPaper } from './press-job.js';
import type { ThreadAnswer } from './thread-pool.js';

async function answer(job: PressJob): Promise<ThreadAnswer<SealedPaper>> {
  try {
    return { done: true, result: await press(job) };
  } catch (error) {
    // anything but a refusal of ours ends the thread: its state may be broken
    if (!(error instanceof SealError)) throw error;
    return { done: false, code: error.code, message: error.message };
  }
}

parentPort?.on('message', (job: PressJob) => {
  void answer(job).then((said) => parentPort?.postMessage(said, said.done ? [said.result.pdf.buffer] : []));
});
