import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock, newId, type Served } from '#lib/service-kit';
import { DueTimer, Work } from '#lib/persistence';
import { eventually, type Stand } from '#lib/testing';
import { figuresOf } from './figures.js';
import { acceptAndClose, matterDoor, openDesks, poison } from './stand.js';

const by = { personId: 'clerk' };
let stand: Stand;
let intake: Served;
let review: Served;

beforeAll(async () => {
  ({ stand, intake, review } = await openDesks());
});

afterAll(async () => {
  await intake?.close();
  await review?.close();
  await stand?.close();
});

/** Waits until the figures are as expected: they are kept for a moment after each reading. */
async function expectFigures(of: Served, expected: Record<string, number>): Promise<void> {
  await eventually(async () => {
    const figures = await figuresOf(of.port);
    expect(Object.fromEntries(Object.keys(expected).map((name) => [name, figures.get(name)]))).toEqual(expected);
  }, 40_000);
}

const lag = 'yichuang_event_lag_seconds';

describe('what a service tells of itself', () => {
  it('is in the format of Prometheus, with the process and the requests by route', async () => {
    const answer = await fetch(`http://127.0.0.1:${intake.port}/metrics`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    await fetch(`http://127.0.0.1:${intake.port}/matters`);
    await fetch(`http://127.0.0.1:${intake.port}/matters/of/nobody`);
    const figures = await figuresOf(intake.port);
    expect(figures.get('process_cpu_seconds_total')).toBeGreaterThan(0);
    const requests = 'yichuang_http_request_duration_seconds_count';
    expect(figures.get(`${requests}{method="GET",route="/matters",status="200"}`)).toBe(1);
    expect(figures.get(`${requests}{method="GET",route="none",status="404"}`)).toBe(1);
    expect(figures.get('yichuang_database_connections{state="open"}')).toBeGreaterThan(0);
  });

  it('is not for somebody for whom a proxy asks', async () => {
    for (const headers of [{ 'x-forwarded-for': '10.0.0.1' }, { forwarded: 'for=10.0.0.1' }]) {
      await expect(figuresOf(intake.port, headers)).rejects.toThrow('404');
    }
  });

  it('counts rows by state, from an index', async () => {
    for (let n = 0; n < 3; n += 1) await acceptAndClose(intake);
    await intake.app
      .get(Work)
      .run(async (tx) =>
        matterDoor.enter(tx, { caseId: newId(), region: '530129' }, 'accept', by, { caseId: newId() }),
      );
    await expectFigures(intake, {
      'yichuang_rows{table="matter",state="closed"}': 3,
      'yichuang_rows{table="matter",state="accepted"}': 1,
      yichuang_outbox_waiting: 0,
      yichuang_bus_connected: 1,
    });
    const plan = await intake.app
      .get(Work)
      .run(async (tx) =>
        tx.query<{ Extra: string; key: string }[]>(
          'EXPLAIN SELECT state, COUNT(*) AS n FROM matter FORCE INDEX (state) GROUP BY state',
        ),
      );
    expect(plan[0]).toMatchObject({ key: 'state', Extra: expect.stringContaining('Using index') });
  });

  it('tells how long an event took from its commit to its effects, whatever business time is', async () => {
    const moved = 400 * 86_400_000;
    for (const desk of [intake, review]) desk.app.get(Clock).moveTo(moved);
    const before = (await figuresOf(review.port)).get(`${lag}_count{source="intake"}`) ?? 0;
    await acceptAndClose(intake);
    await expectFigures(review, {
      [`${lag}_count{source="intake"}`]: before + 2,
      [`${lag}_bucket{le="3600",source="intake"}`]: before + 2,
      yichuang_business_time_offset_seconds: moved / 1_000,
      'yichuang_durable_pending{source="intake"}': 0,
      'yichuang_durable_unacknowledged{source="intake"}': 0,
    });
    for (const desk of [intake, review]) desk.app.get(Clock).moveTo(0);
  });

  it('tells what lies aside: parked, dead, late, overdue', async () => {
    const caseId = newId();
    poison.add(caseId);
    const work = intake.app.get(Work);
    const matter = await work.run(async (tx) =>
      matterDoor.enter(tx, { caseId, region: '530129' }, 'accept', by, { caseId }),
    );
    await work.run(async (tx) => matterDoor.advance(tx, matter, 'close', by, { caseId, outcome: 'approved' }));
    await review.app.get(Work).run(async (tx) => {
      await tx.insert(DueTimer, {
        kind: 'nobodys',
        subjectId: caseId,
        region: '530129',
        dueAt: new Date(tx.now.getTime() - 3_600_000),
        state: 'waiting',
        attempts: 0,
      });
      await tx.query(
        `INSERT INTO late_fact VALUES ('close-on-case-closed', ?, ?, 'yichuang.intake.v1.CaseClosed', 'closed', 'none', ?)`,
        [newId(), caseId, tx.now],
      );
    });
    await expectFigures(review, {
      yichuang_parked: 1,
      yichuang_dead_letters_open: 1,
      yichuang_timers_overdue: 1,
      'yichuang_late_facts{handler="close-on-case-closed"}': 1,
    });
    const figures = await figuresOf(review.port);
    expect(figures.get('yichuang_timers_oldest_overdue_seconds')).toBeGreaterThanOrEqual(3_600);
    expect(figures.get('yichuang_parked_oldest_seconds')).toBeGreaterThan(0);
    expect(figures.get('yichuang_parked_oldest_seconds')).toBeLessThan(600);
  });

  it('tells what waits while the bus is away, and leaves out what nobody knows', async () => {
    await stand.nats.server.kill9();
    await acceptAndClose(intake);
    await expectFigures(intake, { yichuang_outbox_waiting: 2, yichuang_bus_connected: 0 });
    await eventually(async () => {
      const figures = await figuresOf(review.port);
      expect(figures.has('yichuang_durable_pending{source="intake"}')).toBe(false);
      expect(figures.get('yichuang_reading_failures_total{figure="durable_pending"}')).toBeGreaterThan(0);
    });
    await stand.nats.restart();
    await expectFigures(intake, { yichuang_outbox_waiting: 0, yichuang_bus_connected: 1 });
  });
});
