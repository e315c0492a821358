import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ClockResumedSchema, ClockStoppedSchema } from '#lib/contracts';
import { alone } from './hall.js';
import { approve, atVersion, ReviewStand } from './stand.js';

let stand: ReviewStand;
beforeAll(async () => {
  stand = await ReviewStand.start();
});
afterAll(async () => stand.close());
beforeEach(async () => stand.heartbeat());

interface Extended {
  clocks: { kind: string; dueAt: string }[];
}

describe('the clock', () => {
  const stop = async (caseId: string, procedure: string, days = 10, version = 1) =>
    stand.call('POST', `/cases/${caseId}/clock/stop`, 'reviewer', { procedure, days }, atVersion(version));

  it('stops only for a declared procedure outside the clock, within its days', async () => {
    const caseId = await stand.openCase(alone);
    expect(await stop(caseId, '听证')).toMatchObject({ status: 409, body: { code: 'procedure.undeclared' } });
    expect(await stop(caseId, '内部会商', 2)).toMatchObject({ status: 409, body: { code: 'procedure.undeclared' } });
    expect(await stop(caseId, '专家评审', 16)).toMatchObject({ status: 400, body: { code: 'procedure.too-long' } });
    expect(await stand.stateOf(caseId)).toBe('in-review');
  });

  it.each([
    ['as many days of its unit as were told', { days: 60, unit: 'calendar-day' }, { days: 30, unit: 'calendar-day' }],
    ['working days where the item states no limit', undefined, { days: 30, unit: 'working-day' }],
  ])('tells supervision what the applicant was told: %s', async (_name, limit, told) => {
    const procedure = { name: '现场核查', excludedFromClock: true, ...(limit === undefined ? {} : { limit }) };
    const caseId = await stand.openCase({ ...alone, specialProcedures: [procedure] });
    const { body } = await stop(caseId, '现场核查', 30);
    const [event] = await stand.outbox(caseId);
    const said = fromBinary(ClockStoppedSchema, event?.payload ?? Buffer.alloc(0));
    expect(said).toMatchObject({ procedure: '现场核查', noticeNumber: body['noticeNumber'], limit: told });
    expect(await stand.rows('SELECT days, unit FROM clock_fact WHERE case_id = ?', [caseId])).toEqual([told]);
  });

  it('holds the decision while it stands and gives the time back, citing its notice', async () => {
    // Accepted today, so that the stop lies within the limit.
    const startsAt = new Date().toISOString();
    const clocks = [
      {
        kind: 'statutory',
        limit: { days: 20, unit: 'working-day' },
        startsAt,
        dueAt: '2027-01-01T00:00:00Z',
        calendarVersion: 'cn-2026',
      },
    ];
    const caseId = await stand.openCase({ ...alone, clocks });
    const stopped = await stop(caseId, '专家评审');
    expect(stopped).toMatchObject({ status: 200, body: { state: 'suspended', version: 2 } });
    const [held] = await stand.rows('SELECT statutory_due_at FROM review_case WHERE case_id = ?', [caseId]);
    expect(held).toEqual({ statutory_due_at: null });
    expect(await stand.decide(caseId, approve, 'chief', 2)).toMatchObject({
      status: 409,
      body: { code: 'review-case.transition-refused' },
    });
    const shown = await stand.call('GET', `/cases/${caseId}`, 'reviewer');
    expect(shown.body['clocks']).toMatchObject([{ kind: 'statutory', dueAt: null }]);

    const resumed = await stand.call('POST', `/cases/${caseId}/clock/resume`, 'reviewer', {}, atVersion(2));
    expect(resumed).toMatchObject({ status: 200, body: { state: 'in-review', version: 3 } });
    const [, event] = await stand.outbox(caseId);
    const said = fromBinary(ClockResumedSchema, event?.payload ?? Buffer.alloc(0));
    expect(said).toMatchObject({ procedure: '专家评审', clocks: [{ kind: 'statutory', calendarVersion: 'cn-2026' }] });
    expect(said.clocks[0]?.dueAt).not.toBe('');
    const facts = await stand.rows('SELECT kind, notice_number FROM clock_fact WHERE case_id = ? ORDER BY fact_id', [
      caseId,
    ]);
    const notice = stopped.body['noticeNumber'];
    expect(facts).toEqual(['stop', 'resume'].map((kind) => ({ kind, notice_number: notice })));
    expect((await stand.decide(caseId, approve, 'chief', 3)).status).toBe(200);
  });

  it('does not resume what was not stopped', async () => {
    const caseId = await stand.openCase(alone);
    const resumed = await stand.call('POST', `/cases/${caseId}/clock/resume`, 'reviewer', {}, atVersion(1));
    expect(resumed).toMatchObject({ status: 409, body: { code: 'review-case.transition-refused' } });
  });

  it('is extended once, by whoever may, where the item allows', async () => {
    const extend = async (caseId: string, version: number, as = 'chief') =>
      stand.call<Extended>('POST', `/cases/${caseId}/extend`, as, { reason: '案情复杂' }, atVersion(version));
    const caseId = await stand.openCase(alone);
    expect(await extend(caseId, 1, 'reviewer')).toMatchObject({ status: 403 });
    const answer = await extend(caseId, 1);
    expect(answer).toMatchObject({ status: 200, body: { state: 'in-review', version: 2 } });
    const dates = answer.body.clocks.map(({ kind, dueAt }) => [kind, dueAt]);
    expect(dates).toEqual([
      ['statutory', '2026-11-17T15:59:59.999Z'],
      ['promised', '2026-11-03T15:59:59.999Z'],
    ]);
    expect(await extend(caseId, 2)).toMatchObject({ status: 409, body: { code: 'limit.already-extended' } });
    const rigid = await stand.openCase({ ...alone, extension: { limit: { days: 0, unit: 'working-day' } } });
    expect(await extend(rigid, 1)).toMatchObject({ status: 409, body: { code: 'limit.extension-undeclared' } });
  });
});
