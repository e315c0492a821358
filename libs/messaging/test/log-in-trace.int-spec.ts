import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { messagingInsertOnly } from '../src/index.js';
import { eventually, openStand, SpanSink, type Stand } from '#lib/testing';
import { migrateStand } from './stand.js';

/** A desk that logs, with its spans exported, as the deployment starts a service. */
interface Desk {
  child: ChildProcess;
  output: string;
}

let stand: Stand;
let sink: SpanSink;
const desks: Record<string, Desk> = {};

beforeAll(async () => {
  sink = await SpanSink.start();
  stand = await openStand('intake', 'review');
  for (const name of ['intake', 'review']) desks[name] = await start(name);
}, 120_000);

afterAll(async () => {
  for (const { child } of Object.values(desks)) child.kill('SIGKILL');
  await stand?.close();
  await sink?.stop();
});

async function start(name: string): Promise<Desk> {
  const child = fork('dist/libs/messaging/test/logging-desk.process.js', {
    env: {
      ...process.env,
      DESK: name,
      DATABASE_URL: await stand.schema(name, migrateStand, messagingInsertOnly),
      NATS_URL: stand.nats.urlOf(name),
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      OTEL_SERVICE_NAME: name,
      OTEL_BSP_SCHEDULE_DELAY: '200',
      NODE_OPTIONS: '',
    },
    execArgv: ['--import', './dist/libs/service-kit/src/telemetry/register-tracing.js'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const desk: Desk = { child, output: '' };
  child.stdout?.on('data', (text: Buffer) => (desk.output += text.toString()));
  await once(child, 'message');
  return desk;
}

/** The line that a desk wrote with this message, once it has. */
async function line(name: string, message: string): Promise<Record<string, unknown>> {
  return eventually(() => {
    const lines = (desks[name]?.output ?? '').split('\n').filter((text) => text.endsWith('}'));
    const found = lines.map((text) => JSON.parse(text) as Record<string, unknown>).find(({ msg }) => msg === message);
    if (found === undefined) throw new Error(`${name} has not written "${message}" yet`);
    return found;
  }, 30_000);
}

/** The span that a line names, once it was exported. */
const spanOf = async ({ traceId, spanId }: Record<string, unknown>) =>
  eventually(() => {
    const found = sink.spans.find((span) => span.traceId === traceId && span.spanId === spanId);
    if (found === undefined) throw new Error(`no span ${String(spanId)} of trace ${String(traceId)} yet`);
    return found;
  }, 30_000);

it('a line of a request and one of the handler of its event name the span under way, in one trace', async () => {
  const port = /"port":(\d+)/.exec(desks['intake']?.output ?? '')?.[1] ?? '';
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'the-key-of-this-test' };
  const answer = await fetch(`http://127.0.0.1:${port}/matters`, { method: 'POST', headers, body: '{}' });
  expect(answer.status).toBe(201);
  const [accepting, hearing] = [await line('intake', 'accepting'), await line('review', 'hearing')];
  expect(hearing['caseId']).toBe(accepting['caseId']);
  expect(await spanOf(accepting)).toMatchObject({ service: 'intake', kind: 2 });
  const handled = { service: 'review', kind: 5, name: 'hear yichuang.intake.v1.CaseAccepted' };
  expect(await spanOf(hearing)).toMatchObject(handled);
  expect(hearing['traceId']).toBe(accepting['traceId']);
}, 90_000);

it('a line outside of any matter names no trace', async () => {
  expect(await line('intake', 'serving')).not.toHaveProperty('traceId');
});
