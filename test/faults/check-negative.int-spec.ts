import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { first, isPutIn } from './planted.js';
import { faults } from './planted-faults.js';
import { SmallDeployment } from './small-deployment.js';

/*
 * A checker that never failed proves nothing. On a deployment that worked, each fault is planted by hand, the check must
 * name exactly the equations it breaks, and is taken out again.
 */

// Each look is a process of its own, and the machine may be busy with other things.
jest.setTimeout(180_000);

let site: SmallDeployment;

beforeAll(async () => {
  // By the seed two are rectified at once and one was sent back.
  const mix = 'straight=2,corrected=1,denied=1,rated-badly=3';
  site = await SmallDeployment.walked('--cases', '9', '--concurrency', '4', '--mix', mix);
}, 600_000);

afterAll(async () => site.end(), 60_000);

it('finds nothing before', async () => {
  expect(await site.broken()).toEqual([]);
});

it.each(faults)('finds %s', async (_, { table, where, change, broken }) => {
  const { db } = site;
  await db.query(`CREATE TEMPORARY TABLE yc_intake.kept AS SELECT * FROM ${table} WHERE ${where}`);
  await db.query(change.replace(':rows', `${table} WHERE ${where}`).replace(':table', table).replace(':where', where));
  try {
    expect(await site.broken()).toEqual(broken);
  } finally {
    if (isPutIn(where)) await db.query(`DELETE FROM ${table} WHERE ${where}`);
    await db.query(`REPLACE INTO ${table} SELECT * FROM yc_intake.kept`);
    await db.query('DROP TEMPORARY TABLE yc_intake.kept');
  }
});

it.each([
  ['of another event at its place', `'another'`, 'discarded', ['I6.no-loss review']],
  ['of its own that was replayed', 'event_id', 'replayed', ['I6.no-loss review']],
  ['of its own that was given up', 'event_id', 'discarded', []],
])('judges an event that was never handled by a dead letter %s', async (_, event, state, broken) => {
  const { db } = site;
  const where = first('yc_review.inbox', 'event_id', `handler = 'open-case-on-case-accepted'`);
  await db.query(`CREATE TEMPORARY TABLE yc_intake.kept AS SELECT * FROM yc_review.inbox WHERE ${where}`);
  await db.query(`DELETE FROM yc_review.inbox WHERE ${where}`);
  await db.query(
    `INSERT INTO yc_review.dead_letter SELECT stream_name, stream_seq, 'review__intake', ${event}, type, 'handler-failed', 'x', 5,
       '{}', '', NOW(3), NOW(3), '${state}', 'operator', 'planted' FROM yc_intake.outbox
      WHERE event_id = (SELECT event_id FROM yc_intake.kept)`,
  );
  try {
    expect(await site.broken()).toEqual(broken);
  } finally {
    await db.query(`DELETE FROM yc_review.dead_letter WHERE settled_reason = 'planted'`);
    await db.query('INSERT INTO yc_review.inbox SELECT * FROM yc_intake.kept');
    await db.query('DROP TEMPORARY TABLE yc_intake.kept');
  }
});

it('finds a byte changed in an uploaded file', async () => {
  const file = site.uploadedFile();
  const bytes = readFileSync(file);
  const changed = bytes.map((byte, at) => (at === 20 ? byte ^ 1 : byte));
  writeFileSync(file, changed);
  const broken = await site.broken();
  writeFileSync(file, bytes);
  expect(broken).toEqual(['I15.files']);
});

it('finds a success that was told to somebody and is not there', async () => {
  const takeOut = site.note({ op: 'o1', key: 'no-such-key', person: 'load-clerk-1', service: 'intake', act: '/' });
  site.note({ op: 'o1', outcome: 'ok', answer: '00' });
  const broken = await site.broken();
  takeOut();
  expect(broken).toEqual(['I8.durable intake']);
});

it('finds a case that did not end as its walk says', async () => {
  const takeOut = site.note({
    case: 'no-such-case',
    ends: { intake: 'closed', bills: 'settled', rectifications: 'closed' },
  });
  const broken = await site.broken();
  takeOut();
  expect(broken).toEqual(['I8.ended bills', 'I8.ended intake', 'I8.ended rectifications']);
});

it('finds nothing after all of it was taken out again', async () => {
  expect(await site.broken()).toEqual([]);
});

it('finds a working listener that does not hear a stream', async () => {
  const stop = await site.pretendWork('review');
  expect(await site.broken()).toEqual([]);
  await site.jsm.consumers.delete('EVT_CATALOGUE', 'review__catalogue');
  const broken = await site.broken();
  await stop();
  expect(broken).toEqual(['I18.listens review']);
  expect(await site.broken()).toEqual([]);
});

it('finds an event published before its commit, and a stream that was lost', async () => {
  await site.publishStranger();
  expect(await site.broken()).toEqual(['I3.no-phantom intake']);
  await site.jsm.streams.delete('EVT_DISPATCH');
  expect(await site.broken()).toEqual(['I3.kept dispatch', 'I3.no-phantom intake']);
});

it('a doctor tells of the lost stream, a deleted durable and those nobody hears, and what to do about each', async () => {
  await site.jsm.consumers.delete('EVT_INTAKE', 'review__intake');
  const { code, output } = await site.doctor();
  const told = output.split('\n').map((line) => line.trim());
  const after = (line: string): string | undefined => told[told.findIndex((one) => one.startsWith(line)) + 2];
  expect(code).toBe(1);
  expect(after('The stream of dispatch is missing.')).toBe(
    '→ Start dispatch: it makes the stream and refills it; if it runs, read its log.',
  );
  expect(after('review__intake is missing: review does not hear intake.')).toBe(
    '→ Start review: it makes the durable and hears the stream again, doing nothing twice; if it runs, read its log.',
  );
  expect(after('intake__dispatch is missing: intake does not hear dispatch.')).toMatch(/^→ Start intake: /);
  expect(after('Nobody hears supervision__intake;')).toBe('→ Start supervision, or read its log.');
  expect(after("The bus's sync_interval cannot be seen (no monitoring address is named)")).toContain(
    'NATS_MONITOR_URL',
  );
  expect(output).not.toMatch(/[✗!] database\.reached/);
});
