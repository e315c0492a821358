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
import { DomainOffice } from './domain-office.js';
import { type Mix, mixed } from './kinds.js';
import { type Load, runLoad } from './load.js';
import { casesOf } from './office.js';
import { countRoundTrips } from './round-trips.js';
import { Screen } from './screen.js';

/** What the bench asks of an arm. */
export interface Order {
  mix: Mix;
  load: Load;
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
// Before anything connects.
const roundTrips = countRoundTrips(Number(process.env['BENCH_DATABASE_PORT']));
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

const steps = casesOf(office, screen);

/** Does what the bench asks, and answers with it. */
async function answer(asked: Order | 'round trips'): Promise<object> {
  if (asked === 'round trips') return { roundTrips: roundTrips() };
  const { latencies, ...result } = await runLoad(mixed(steps, asked.mix), asked.load);
  return { ...result, latencies: [...latencies] };
}

process.on('message', (asked: Order | 'round trips') => {
  answer(asked).then(
    (result) => process.send?.(result),
    (error: unknown) =>
      process.send?.({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
