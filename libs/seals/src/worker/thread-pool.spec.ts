import { afterEach, describe, expect, it } from '@jest/globals';
import { ThreadPool } from './thread-pool.js';

/** A worker that doubles numbers, refuses negative ones, dies of zero and never answers to infinity. */
const script = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, threadId } from 'node:worker_threads';
    parentPort.on('message', (job) => {
      if (job === 0) throw new Error('died');
      if (job === -99) process.exit(3);
      if (job === Infinity) return;
      if (job < 0) parentPort.postMessage({ done: false, code: 'seal.model-invalid', message: 'negative' });
      else parentPort.postMessage({ done: true, result: { twice: job * 2, threadId } });
    });
  `)}`,
);

interface Doubled {
  twice: number;
  threadId: number;
}

describe('the thread pool', () => {
  const open: { close(): Promise<void> }[] = [];
  const poolOf = <J = number>(size: number) => {
    const pool = new ThreadPool<J, Doubled>(script, size);
    open.push(pool);
    return pool;
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((pool) => pool.close()));
  });

  it('answers every job, in one thread when it has one', async () => {
    const pool = poolOf(1);
    const answers = await Promise.all([1, 2, 3].map((job) => pool.run(job)));
    expect(answers.map((answer) => answer.twice)).toEqual([2, 4, 6]);
    expect(new Set(answers.map((answer) => answer.threadId)).size).toBe(1);
  });

  it('passes a refusal on with its code and keeps the thread', async () => {
    const pool = poolOf(1);
    const { threadId } = await pool.run(1);
    await expect(pool.run(-1)).rejects.toMatchObject({ code: 'seal.model-invalid', message: 'negative' });
    expect((await pool.run(2)).threadId).toBe(threadId);
  });

  it.each([
    ['throws', 0],
    ['exits', -99],
  ])('rejects the job of a thread that %s and gives the next a new one', async (_, deadly) => {
    const pool = poolOf(1);
    const { threadId } = await pool.run(1);
    const [died, next] = await Promise.allSettled([pool.run(deadly), pool.run(2)]);
    expect(died).toMatchObject({ status: 'rejected', reason: { code: 'seal.press-failed' } });
    expect(next).toMatchObject({ status: 'fulfilled', value: { twice: 4 } });
    expect((await pool.run(3)).threadId).not.toBe(threadId);
  });

  it('rejects a job that cannot cross, and goes on with those behind it', async () => {
    const pool = poolOf<number | (() => number)>(1);
    const jobs = [pool.run(1), pool.run(() => 1), pool.run(2)];
    const outcomes = await Promise.allSettled(jobs);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('rejects what waits and what runs when it closes, and all after', async () => {
    const pool = poolOf(1);
    const outcomes = Promise.allSettled([pool.run(Infinity), pool.run(1)]);
    await pool.close();
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'seal.press-closed' } });
    }
    await expect(pool.run(1)).rejects.toMatchObject({ code: 'seal.press-closed' });
  });
});
