import type { INestApplication } from '@nestjs/common';
import { simulatorConfig } from '../../deploy/local/simulators/simulator.config.js';
import { startSms } from '../../deploy/local/simulators/sms-simulator.js';
import { startCatalogue } from '../../services/catalogue/src/start.js';
import { startCertificates } from '../../services/certificates/src/start.js';
import { startDispatch } from '../../services/dispatch/src/start.js';
import { startIdentity } from '../../services/identity/src/start.js';
import { startIntake } from '../../services/intake/src/start.js';
import { startReview } from '../../services/review/src/start.js';
import type { Served } from '#lib/service-kit';
import { runClosed, runOpen } from './load.js';
import { DomainOffice } from './domain-office.js';
import { oneCase } from './office.js';
import { Screen } from './screen.js';

/** What the bench asks of this process. */
export interface Order {
  cases: number;
  concurrency: number;
  /** Set for an open loop: cases a second. */
  rate?: number;
}

const starts = {
  identity: startIdentity,
  catalogue: startCatalogue,
  intake: startIntake,
  review: startReview,
  certificates: startCertificates,
  dispatch: startDispatch,
} as const;

const environments = JSON.parse(process.env['BENCH_ENVIRONMENTS'] ?? '{}') as Record<string, Record<string, string>>;
// The text message service is an outside party; a process more would be no part of this arm.
await startSms(simulatorConfig(environments['sms'] ?? {}));
const apps: Record<string, INestApplication> = {};
const served: Served[] = [];
for (const [name, start] of Object.entries(starts)) {
  Object.assign(process.env, environments[name]);
  const one = await start();
  served.push(one);
  apps[name] = one.app;
}
const office = await DomainOffice.open(apps as Record<keyof typeof starts, INestApplication>);
const screen = await Screen.open(process.env['BENCH_NATS'] ?? '');

process.on('message', (order: Order) => {
  const run = oneCase(office, screen);
  const done =
    order.rate === undefined ? runClosed(run, order.cases, order.concurrency) : runOpen(run, order.rate, order.cases);
  done.then(
    ({ latencies, ...result }) => process.send?.({ ...result, latencies: [...latencies] }),
    (error: unknown) =>
      process.send?.({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
