import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../../deploy/local/walks/person.js';
import { soon, text } from '../../deploy/local/walks/people.js';
import { eventually, openOperatorConnection, type OperatorConnection, type Span, SpanSink } from '#lib/testing';
import { canary, lodging, walked } from './canary.js';
import { Hall } from './hall.js';
import { closedCase, endings, paidAndRatedCase } from './life-of-a-case.js';

let sink: SpanSink;
let hall: Hall;
let root: OperatorConnection;
let clerk: Person;
let caseId = '';

beforeAll(async () => {
  sink = await SpanSink.start();
  hall = await Hall.open({ OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, OTEL_BSP_SCHEDULE_DELAY: '300', LOG_LEVEL: 'debug' });
  root = await openOperatorConnection(hall.rootUrl);
  clerk = await hall.people().get('clerk-li');
}, 400_000);

afterAll(async () => {
  await root?.end();
  await hall?.close();
  await sink?.stop();
}, 60_000);

describe('a matter of somebody whose name is a canary', () => {
  it('is lodged, corrected, refused for its faults, asked for with their words', async () => {
    const lodged = await soon('lodging', async () => clerk.act('/api/intake/applications', lodging(canary.idNumber)));
    caseId = text(lodged, 'caseId');
    const defects = [{ materialRef: 'photo', reasonClass: 'incorrect', wanted: canary.words }];
    await clerk.act(`/api/intake/cases/${caseId}/correct`, { defects }, lodged['version']);
    const faulty = [
      await clerk.send('/api/intake/applications', lodging(`${canary.idNumber}9`)),
      await clerk.send('/api/intake/applications', { ...lodging(canary.idNumber), [canary.words]: canary.name }),
      await clerk.send(`/api/intake/cases/${canary.idNumber}/accept`, { note: canary.words }, { version: 1 }),
    ];
    expect(faulty.every(({ status }) => status >= 400 && status < 500)).toBe(true);
    const key = 'the-same-key-0001';
    await clerk.send('/api/intake/applications', lodging(canary.idNumber), { key });
    const reused = await clerk.send(
      '/api/intake/applications',
      { ...lodging(canary.idNumber), itemId: canary.name },
      { key },
    );
    expect(reused.status).toBeGreaterThanOrEqual(400);
    const found = await clerk.read(`/api/intake/cases?limit=5`);
    expect(found['items']).toBeDefined();
  });
});

describe('its trace', () => {
  const of = (spans: Span[], service: string, kind: number): Span[] =>
    spans.filter((span) => span.service === service && span.kind === kind);

  /** Spans of the request that lodged the case, once they have come in. */
  async function traceOf(): Promise<Span[]> {
    return eventually(async () => {
      const said = sink.spans.find(
        ({ name, service }) => service === 'intake' && name.startsWith('say yichuang.intake.v1.CaseAccepted'),
      );
      const spans = sink.spans.filter(({ traceId }) => traceId === said?.traceId);
      expect(of(spans, 'review', 5).length).toBeGreaterThan(0);
      return spans;
    }, 30_000);
  }

  it('is one from the door through the event into the other process', async () => {
    const spans = await traceOf();
    const [said] = of(spans, 'intake', 4);
    const heard = of(spans, 'review', 5).find(({ name }) => name.startsWith('hear yichuang.intake.v1.CaseAccepted'));
    expect(of(spans, 'gateway', 2)[0]?.attributes).toBeDefined();
    expect(of(spans, 'intake', 2).length).toBeGreaterThan(0);
    expect(of(spans, 'intake', 3).length).toBeGreaterThan(0);
    expect(heard?.parentSpanId).toBe(said?.spanId);
    const statements = of(spans, 'review', 3).filter(({ parentSpanId }) => parentSpanId === heard?.spanId);
    expect(statements.length).toBeGreaterThan(0);
  });

  it('shows statements without their values, and no canary in any byte', async () => {
    const statements = (await traceOf()).map(
      ({ attributes }) => attributes['db.query.text'] ?? attributes['db.statement'],
    );
    expect(statements.some((one) => String(one).startsWith('INSERT INTO'))).toBe(true);
    // Also the refused request whose address held an identity number has come in by now.
    const refused = (): Span[] =>
      sink.spans.filter(({ attributes }) =>
        String(attributes['url.path'] ?? attributes['http.target']).endsWith('/cases/…/accept'),
      );
    await eventually(() => expect(refused().length).toBeGreaterThan(0));
    const bytes = sink.bodies.join('\n');
    for (const one of [...Object.values(canary), ...walked])
      expect({ one, found: bytes.includes(one) }).toEqual({ one, found: false });
  });
});

describe('its logs', () => {
  it('are JSON, name the trace, and hold no canary though everything is logged', () => {
    const logs = hall.logs();
    const lines = logs.split('\n').filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter((line) => JSON.parse(line) === null)).toEqual([]);
    for (const one of [...Object.values(canary), ...walked])
      expect({ one, found: logs.includes(one) }).toEqual({ one, found: false });
  });

  it('and what lies aside hold none', async () => {
    for (const service of ['intake', 'review', 'certificates', 'dispatch', 'fees', 'evaluation', 'supervision']) {
      const rows = await root.rows(
        `SELECT error AS told, headers AS more FROM yc_${service}.dead_letter
          UNION ALL SELECT reason, envelope FROM yc_${service}.parked
          UNION ALL SELECT last_error, kind FROM yc_${service}.due_timer`,
      );
      const all = JSON.stringify(rows);
      for (const one of Object.values(canary)) expect(all).not.toContain(one);
    }
  });
});

describe('the life of a case', () => {
  it('is printed across services by its number, in order of time, without personal data', async () => {
    const [closed] = await root.rows<{ number: string; id: string }>(
      `SELECT c.case_number AS number, c.case_id AS id FROM yc_intake.service_case c
         JOIN yc_dispatch.consignment k ON 1 = 1 JOIN yc_dispatch.dispatch_order o ON o.order_id = k.order_id
        WHERE c.case_id = o.case_id LIMIT 1`,
    );
    const { code, output } = await hall.run('trace', closed?.number ?? '');
    expect(code).toBe(0);
    for (const part of closedCase) expect(output).toMatch(part);
    const times = output.split('\n').flatMap((line) => /^(\d{4}-\S+Z) /.exec(line)?.[1] ?? []);
    expect(times.length).toBeGreaterThan(40);
    expect(times).toEqual([...times].sort());
    for (const one of walked) expect(output).not.toContain(one);
    expect((await hall.run('trace', closed?.id ?? '')).output).toBe(output);
  }, 120_000);

  /** Rates a delivered case that was paid, badly, as its applicant. @returns its id */
  async function paidAndRated(): Promise<string> {
    const delivery = await eventually(async () => {
      const [found] = await root.rows<{ id: string; occasion: string }>(
        `SELECT b.case_id AS id, o.occasion_id AS occasion FROM yc_fees.bill b JOIN yc_evaluation.occasion o
             ON o.case_id = b.case_id AND o.kind = 'delivery' AND o.state <> 'rated' WHERE b.state = 'settled' LIMIT 1`,
      );
      if (found === undefined) throw new Error('no case was paid and delivered yet');
      return found;
    }, 30_000);
    const rating = { level: 1, indicators: ['101'], comment: canary.words, channel: 'pc' };
    const citizen = await hall.people().get('citizen-chen');
    await citizen.act(`/api/evaluation/occasions/${delivery.occasion}/evaluation`, rating);
    return delivery.id;
  }

  it('of one that was paid and rated tells of money, rating and clocks, each at its time', async () => {
    const { code, output } = await hall.run('trace', await paidAndRated());
    expect(code).toBe(0);
    const lines = output.split('\n');
    const places = paidAndRatedCase.map((part) => ({ part, at: lines.findIndex((one) => part.test(one)) }));
    expect(places.filter(({ at }) => at < 0)).toEqual([]);
    const times = lines.flatMap((one) => /^(\d{4}-\S+Z) /.exec(one)?.[1] ?? []);
    expect(times).toEqual([...times].sort());
    const [billed, paid, rated] = [1, 5, 10].map((at) => places[at]?.at ?? 0) as [number, number, number];
    expect(billed < paid && paid < rated).toBe(true);
    for (const one of [...Object.values(canary), ...walked]) expect(output).not.toContain(one);
  }, 120_000);

  it.each(endings)('of one that %s shows it', async (_, sql, parts) => {
    const [found] = await root.rows<{ id: string }>(sql);
    const { output } = await hall.run('trace', found?.id ?? '');
    for (const part of parts) expect(output).toMatch(part);
  });

  it('of an unknown number is one sentence, and status 1', async () => {
    const { code, output } = await hall.run('trace', 'NO-SUCH-CASE');
    expect(code).toBe(1);
    expect(output).toContain('没有编号为 NO-SUCH-CASE 的办件');
  }, 60_000);
});

describe('the doctor', () => {
  /** What is not well, as `level about`. */
  async function findings(): Promise<{ code: number | null; bad: string[]; output: string }> {
    const { code, output } = await hall.run('doctor');
    const bad = output.split('\n').flatMap((line) => {
      const [, mark, about] = /^([!✗]) (\S+)/.exec(line) ?? [];
      return mark === undefined ? [] : [`${mark} ${about}`];
    });
    return { code, bad: [...new Set(bad)].sort(), output };
  }

  it('finds a healthy hall well', async () => {
    await root.rows(`UPDATE yc_catalogue.calendar SET published_through = '2099-12-31'`);
    await eventually(async () => {
      const { code, bad, output } = await findings();
      expect({ bad, output: bad.length > 0 ? output : '' }).toEqual({ bad: [], output: '' });
      expect(code).toBe(0);
      expect(output).toContain('? bus.sync ');
      expect(output).toContain(', 1 that cannot be seen');
    }, 60_000);
  }, 120_000);

  it('finds exactly what is planted', async () => {
    await root.rows('SET GLOBAL innodb_flush_log_at_trx_commit = 2');
    await root.rows(`UPDATE yc_catalogue.calendar SET published_through = '2020-01-01'`);
    await root.rows(
      `INSERT INTO yc_review.dead_letter VALUES ('EVT_INTAKE', 9999, 'review__intake', 'e', 't', 'handler-failed', 'x', 5,
         '{}', '', NOW(3), NOW(3), 'open', NULL, NULL)`,
    );
    await root.rows(`UPDATE yc_catalogue.business_time SET offset_ms = offset_ms + 86400000`);
    const { code, bad, output } = await findings();
    expect({ code, bad }).toEqual({
      code: 1,
      bad: ['✗ clock.business', '✗ database.flush', '✗ lag.dead-letters', '✗ office.calendar'],
    });
    expect(output).toContain('→ Set innodb_flush_log_at_trx_commit=1');
    await root.rows('SET GLOBAL innodb_flush_log_at_trx_commit = 1');
    await root.rows(`UPDATE yc_catalogue.calendar SET published_through = '2099-12-31'`);
    await root.rows(`DELETE FROM yc_review.dead_letter WHERE stream_seq = 9999`);
    await root.rows(`UPDATE yc_catalogue.business_time SET offset_ms = offset_ms - 86400000`);
  }, 120_000);
});
