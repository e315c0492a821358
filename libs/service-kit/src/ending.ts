import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import { Health } from './http/health.js';
import { Log } from './telemetry/log.js';
import { endTracing } from './telemetry/trace.js';

/** The supervisor's patience ends after thirty seconds (Kubernetes); ours ends before. */
const longestEnd = 25_000;

/**
 * Ends a process in order when it is told to: says that it takes no new work, waits until whoever sends work has noticed,
 * finishes the requests, batches, timers and publishing under way, closes, sends its last spans.
 *
 * @param app the running service
 * @param noticeMilliseconds how long requests are still taken after `/health/ready` has turned 503
 */
export function endOnSignal(app: INestApplication, noticeMilliseconds: number): void {
  const log = app.get(Log);
  let ending = false;
  const end = async (signal: string): Promise<void> => {
    if (ending) return;
    ending = true;
    log.fact('draining', { signal });
    setTimeout(() => {
      log.fact('not drained in time', { signal });
      process.exit(1);
    }, noticeMilliseconds + longestEnd).unref();
    app.get(Health).drain();
    await sleep(noticeMilliseconds);
    await app.close();
    await endTracing();
    log.fact('drained', { signal });
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      end(signal).catch((error: unknown) => {
        log.fault('end', error);
        process.exit(1);
      });
    });
  }
}

/**
 * The last resort: what nobody caught is written down without its values, and the process ends, because nobody knows what
 * state it is in. Its supervisor starts it again, and nothing is lost.
 *
 * @param log where it is written
 */
export function endOnFault(log: Log): void {
  for (const kind of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(kind, (error: unknown) => {
      log.fault(kind, error);
      process.exit(1);
    });
  }
}
