import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ServiceItemSchema } from '#lib/contracts';
import { isMandatory } from '../material/material.repository.js';
import { answerDue } from './answer-due.js';
import { dueOf, planOf } from './case-plan.js';

const calendar = {
  version: 'test-1',
  region: '000000',
  publishedThrough: '2026-12-31',
  offDays: { '2026-10-01': '国庆节', '2026-10-02': '国庆节' },
  makeupWorkdays: {},
};
const item = (more: MessageInitShape<typeof ServiceItemSchema> = {}) =>
  create(ServiceItemSchema, { itemId: 'SJ04', version: 3, departmentId: 'dept-sj', ...more });

describe('the plan of a case', () => {
  it('runs the statutory and the promised clock side by side, without rest days', () => {
    const limits = {
      statutoryLimit: { days: 2, unit: 'working-day' },
      promisedLimit: { days: 0, unit: 'on-the-spot' },
    };
    const plan = planOf(item(limits), calendar, new Date('2026-09-30T02:00:00Z'));
    // Thursday and Friday are off, then a weekend: Monday is the first working day, Tuesday the second.
    expect(dueOf(plan, 'statutory')).toEqual(new Date('2026-10-06T15:59:59.999Z'));
    expect(dueOf(plan, 'promised')).toEqual(new Date('2026-09-30T15:59:59.999Z'));
    expect(plan.clocks.map(({ calendarVersion }) => calendarVersion)).toEqual(['test-1', 'test-1']);
  });

  it('has no clock the item does not have, and refuses a unit nobody can count', () => {
    expect(dueOf(planOf(item(), calendar, new Date('2026-09-30T02:00:00Z')), 'statutory')).toBeNull();
    const odd = item({ promisedLimit: { days: 3, unit: 'moon' } });
    expect(() => planOf(odd, calendar, new Date('2026-09-30T02:00:00Z'))).toThrow('item.limit-unknown');
  });

  it.each([
    [{ kind: 'certificate', electronic: true }, ['certificate']],
    [{ kind: 'approval', electronic: true }, ['certificate']],
    [{ kind: 'certificate', electronic: false }, []],
    [{ kind: 'other', electronic: true }, []],
  ])('holds the result %o for %o', (result, holds) => {
    const plan = planOf(item({ result }), calendar, new Date('2026-09-30T02:00:00Z'));
    expect(plan.holds.map(({ kind }) => kind)).toEqual(holds);
  });

  it.each([
    [[], []],
    [[{ timing: 'before-decision' }], []],
    [[{ timing: 'before-result', condition: '遗失补领' }], ['fee']],
    [[{ timing: 'before-result' }, { timing: 'before-result' }, { timing: 'before-decision' }], ['fee']],
  ])('holds the result for fee lines %j: %j', (feeLines, holds) => {
    const plan = planOf(item({ feeLines }), calendar, new Date('2026-09-30T02:00:00Z'));
    expect(plan.holds.map(({ kind }) => kind)).toEqual(holds);
  });

  it('gives the item’s department the task when the item names none', () => {
    expect(planOf(item(), calendar, new Date('2026-09-30T02:00:00Z')).tasks).toMatchObject([
      { departmentId: 'dept-sj', lead: true },
    ]);
  });

  it('answers within five working days of receipt', () => {
    expect(answerDue(calendar, new Date('2026-09-28T02:00:00Z')).dueDate).toBe('2026-10-07');
  });
});

describe('a mandatory material', () => {
  it('is required, unconditional and not shared; nothing else is', () => {
    const material = fc.record({
      necessity: fc.constantFrom('required', 'optional', 'deferrable'),
      condition: fc.constantFrom('', '委托办理时'),
      shared: fc.boolean(),
    });
    fc.assert(
      fc.property(material, (one) => {
        const [made] = item({ materials: [{ ref: 'a', ...one }] }).materials;
        const expected = one.necessity === 'required' && one.condition === '' && !one.shared;
        expect(made !== undefined && isMandatory(made)).toBe(expected);
      }),
    );
  });
});
