import { Worker } from 'node:worker_threads';
import { SealError, sealErrorFrom } from '../seal.errors.js';

/** What a worker answers to one job. */
export type ThreadAnswer<R> =
  | { readonly done: true; readonly result: R }
  | { readonly done: false; readonly code: string; readonly message: string };

interface Waiting<J, R> {
  readonly job: J;
  readonly resolve: (result: R) => void;
  readonly reject: (error: Error) => void;
}

interface Thread<J, R> {
  readonly worker: Worker;
  current: Waiting<J, R> | undefined;
}

/**
 * A few threads that each do one job at a time, in the order of asking. Threads start when first needed and do not keep
 * the process alive while idle. A thread that dies takes its job with it (rejected); the next job gets a new thread.
 */
export class ThreadPool<J, R> {
  private readonly threads = new Set<Thread<J, R>>();
  private readonly waiting: Waiting<J, R>[] = [];
  private closed = false;

  /**
   * @param script the worker's module; it answers every message with a ThreadAnswer
   * @param size most threads at once
   */
  constructor(
    private readonly script: URL,
    private readonly size: number,
  ) {}

  /**
   * Runs one job.
   * @throws SealError what the worker refused with, `seal.press-failed` if it died, `seal.press-closed` after `close`
   */
  run(job: J): Promise<R> {
    if (this.closed) return Promise.reject(closedError());
    return new Promise((resolve, reject) => {
      this.waiting.push({ job, resolve, reject });
      this.next();
    });
  }

  /** Ends all threads; jobs waiting or under way are rejected. */
  async close(): Promise<void> {
    this.closed = true;
    for (const waiting of this.waiting.splice(0)) waiting.reject(closedError());
    const ending = [...this.threads];
    for (const thread of ending) this.retire(thread, closedError());
    await Promise.all(ending.map((thread) => thread.worker.terminate()));
  }

  private next(): void {
    const idle = [...this.threads].find((thread) => thread.current === undefined);
    const thread = idle ?? (this.threads.size < this.size ? this.start() : undefined);
    if (!thread) return;
    const waiting = this.waiting.shift();
    if (!waiting) return;
    thread.current = waiting;
    thread.worker.ref();
    try {
      thread.worker.postMessage(waiting.job, []);
    } catch (error) {
      // a job that cannot be copied fails alone; the thread is as good as before, and others may be waiting for it
      thread.current = undefined;
      thread.worker.unref();
      waiting.reject(failedError(error));
      this.next();
    }
  }

  private start(): Thread<J, R> {
    const worker = new Worker(this.script);
    const thread: Thread<J, R> = { worker, current: undefined };
    this.threads.add(thread);
    worker.on('message', (answer: ThreadAnswer<R>) => this.settle(thread, answer));
    worker.on('error', (error) => this.retire(thread, failedError(error)));
    worker.on('exit', () => this.retire(thread, failedError(undefined)));
    return thread;
  }

  private settle(thread: Thread<J, R>, answer: ThreadAnswer<R>): void {
    const { current } = thread;
    thread.current = undefined;
    thread.worker.unref();
    if (answer.done) current?.resolve(answer.result);
    else current?.reject(sealErrorFrom(answer.code, answer.message));
    this.next();
  }

  private retire(thread: Thread<J, R>, error: SealError): void {
    if (!this.threads.delete(thread)) return;
    thread.current?.reject(error);
    if (!this.closed) this.next();
  }
}

function closedError(): SealError {
  return new SealError('seal.press-closed', '用印服务已停止。The seal press is closed.');
}

function failedError(cause: unknown): SealError {
  return new SealError('seal.press-failed', '印章线程中断，请重试。The thread of the seals ended; try again.', {
    cause,
  });
}
