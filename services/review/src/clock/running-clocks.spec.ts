import { describe, expect, it } from '@jest/globals';
import { create } from '@bufbuild/protobuf';
import type { ClockFact, WorkingCalendar } from '#lib/calendar';
import { PlanSchema } from '#lib/contracts';
import { deliveryClock, dueColumns, runningClocks, statedClocks } from './running-clocks.js';

const weekends: WorkingCalendar = {
  version: 'weekends',
  region: '000000',
  publishedThrough: '2026-12-31',
  offDays: {},
  makeupWorkdays: {},
};

// Monday 2026-11-02, 10:00 in China.
const startsAt = '2026-11-02T02:00:00.000Z';
const plan = create(PlanSchema, {
  clocks: [
    { kind: 'statutory', limit: { days: 10, unit: 'working-day' }, startsAt },
    { kind: 'promised', limit: { days: 5, unit: 'calendar-day' }, startsAt },
    { kind: 'delivery', limit: { days: 10, unit: 'working-day' }, startsAt },
  ],
});
const at = (day: string): Date => new Date(`2026-11-${day}T10:00:00+08:00`);
const stop: ClockFact = { kind: 'stop', at: at('03'), noticeNumber: '停1', reason: '专家评审' };
const resume: ClockFact = { ...stop, kind: 'resume', at: at('05') };
const extend: ClockFact = {
  kind: 'extend',
  at: at('04'),
  noticeNumber: '延1',
  reason: '复杂',
  days: 10,
  unit: 'working-day',
};

const endOf = (day: string): string => new Date(`2026-${day}T23:59:59.999+08:00`).toISOString();

describe('the clocks of a plan', () => {
  it.each<[string, ClockFact[], string | undefined, string | undefined]>([
    ['without facts', [], '11-16', '11-07'],
    ['stopped two days', [stop, resume], '11-18', '11-09'],
    ['extended', [extend], '11-30', '11-20'],
    ['still stopped', [stop], undefined, undefined],
  ])('%s', (_, facts, statutory, promised) => {
    const columns = dueColumns(runningClocks(plan, facts, weekends));
    const day = (expected: string | undefined): Date | null =>
      expected === undefined ? null : new Date(endOf(expected));
    expect(columns).toEqual({ statutoryDueAt: day(statutory), promisedDueAt: day(promised) });
  });

  it('are stated with limit, start, due date and calendar', () => {
    const [statutory, ...rest] = statedClocks(runningClocks(plan, [], weekends));
    expect(rest.map((clock) => clock.kind)).toEqual(['promised']);
    const limit = { days: 10, unit: 'working-day' };
    const due = { dueAt: endOf('11-16'), calendarVersion: 'weekends', provisional: false };
    expect(statutory).toEqual({ kind: 'statutory', limit, startsAt, ...due });
  });

  it('give ten working days for delivery from the decision', () => {
    expect(deliveryClock(at('02'), weekends)).toMatchObject({ kind: 'delivery', dueAt: endOf('11-16') });
  });
});
