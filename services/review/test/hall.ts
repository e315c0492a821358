import type { MessageInitShape } from '@bufbuild/protobuf';
import type { PlanSchema } from '#lib/contracts';
import { makePersonalKeys } from '#lib/testing';

export const region = '530129';
export const hall = 'hall-530129';
export const lead = 'dept-mz';
export const joint = 'dept-xf';
export const creditCode = '11530129000000000A';

export const personalKeys = makePersonalKeys();

/** What a test changes in the plan. */
export type PlanChange = Omit<Partial<MessageInitShape<typeof PlanSchema>>, '$typeName' | '$unknown'>;

/** A permit with a lead and a joint department, a 20-day limit, an expert review outside the clock and an extension. */
export const basicPlan = {
  itemId: 'MZ09',
  itemVersion: 1,
  itemName: '慈善组织公开募捐资格审核',
  departmentId: lead,
  departmentName: '示范县民政局',
  caseType: 'promised',
  taskType: '行政许可',
  joinRule: 'all',
  tasks: [
    { departmentId: lead, lead: true },
    { departmentId: joint, lead: false },
  ],
  clocks: ['statutory', 'promised'].map((kind) => ({
    kind,
    limit: { days: kind === 'statutory' ? 20 : 10, unit: 'working-day' },
    startsAt: '2026-09-30T02:00:00.000Z',
    dueAt: kind === 'statutory' ? '2026-11-04T15:59:59.999Z' : '2026-10-20T15:59:59.999Z',
    calendarVersion: 'cn-2026',
    provisional: false,
  })),
  result: { name: '资格证书', kind: 'certificate', electronic: true, holds: ['certificate'] },
  feeLines: [{ code: 'F1', name: '工本费', amountFen: 1000n, timing: 'before-result' }],
  specialProcedures: [
    {
      name: '专家评审',
      limit: { days: 15, unit: 'working-day' },
      excludedFromClock: true,
      basis: '行政许可法第四十五条',
    },
    { name: '内部会商', limit: { days: 3, unit: 'working-day' }, excludedFromClock: false },
  ],
  extension: { limit: { days: 10, unit: 'working-day' }, approver: '局长' },
  legalBasis: ['中华人民共和国慈善法第二十二条'],
};

/** The change to it that leaves the lead department alone. */
export const alone: PlanChange = { tasks: [{ departmentId: lead, lead: true }] };
