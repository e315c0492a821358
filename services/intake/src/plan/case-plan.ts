import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { addLimit, type Limit, type WorkingCalendar } from '#lib/calendar';
import {
  type Limit as SaidLimit,
  type OutstandingMaterialSchema,
  type Plan,
  type PlannedClockSchema,
  type PlannedHoldSchema,
  type PlannedTaskSchema,
  PlanSchema,
  type ServiceItem,
} from '#lib/contracts';
import { DomainError } from '#lib/service-kit';
import type { PromisedMaterials } from './promised-materials.js';

/** What a date was computed from, beside the date. */
export type ClockContent = MessageInitShape<typeof PlannedClockSchema> & { kind: string; dueAt: string };

const units: readonly Limit['unit'][] = ['working-day', 'calendar-day', 'on-the-spot'];
/** Kinds of result that the certificates service makes as sealed electronic papers. */
const electronicKinds: readonly string[] = ['certificate', 'approval', 'document'];

/**
 * The plan of a case (办件计划): the item version frozen at acceptance, with the dates that bind the office. The day of
 * acceptance is day 0 and a period ends with its last day (民法典 201, 203; 行政许可法 82).
 *
 * @param item the version the case was lodged under
 * @param calendar the working-day calendar
 * @param acceptedAt from when the clocks run
 * @param promised what is accepted as outstanding (容缺受理); each holds the result until it is cured
 */
export function planOf(
  item: ServiceItem,
  calendar: WorkingCalendar,
  acceptedAt: Date,
  promised: PromisedMaterials = { promiseNumber: '', materials: [] },
): Plan {
  return create(PlanSchema, {
    itemId: item.itemId,
    itemVersion: item.version,
    itemName: item.name,
    departmentId: item.departmentId,
    departmentName: item.departmentName,
    caseType: item.caseType,
    tasks: tasksOf(item),
    joinRule: item.joinRule === '' ? 'all' : item.joinRule,
    clocks: clocksOf(item, calendar, acceptedAt),
    feeLines: item.feeLines,
    ...(item.result === undefined ? {} : { result: item.result }),
    holds: [...holdsOf(item), ...outstandingHolds(promised)],
    specialProcedures: item.specialProcedures,
    ...(item.extension === undefined ? {} : { extension: item.extension }),
    legalBasis: item.legalBasis,
    taskType: item.taskType,
    outstandingMaterials: outstandingOf(promised),
  });
}

/** When a clock of the plan is due, or null when the plan has no such clock. */
export function dueOf(plan: Plan, kind: 'statutory' | 'promised'): Date | null {
  const clock = plan.clocks.find((one) => one.kind === kind);
  return clock === undefined ? null : new Date(clock.dueAt);
}

/** Every department of the item has a task; an item that names none is its own department's alone. */
function tasksOf(item: ServiceItem): MessageInitShape<typeof PlannedTaskSchema>[] {
  if (item.tasks.length === 0) return [{ departmentId: item.departmentId, lead: true }];
  return item.tasks.map(({ departmentId, lead }) => ({ departmentId, lead }));
}

/** The law's clock and the promised one run side by side; an item without a statutory limit has only its promise. */
function clocksOf(item: ServiceItem, calendar: WorkingCalendar, from: Date): ClockContent[] {
  const said = [
    { kind: 'statutory', limit: item.statutoryLimit },
    { kind: 'promised', limit: item.promisedLimit },
  ];
  return said.flatMap(({ kind, limit }) => (limit === undefined ? [] : [clockOf(kind, limit, calendar, from)]));
}

function clockOf(kind: string, said: SaidLimit, calendar: WorkingCalendar, from: Date): ClockContent {
  const due = addLimit(calendar, from, limitOf(said), 'end-of-day');
  return {
    kind,
    limit: { days: said.days, unit: said.unit },
    startsAt: from.toISOString(),
    dueAt: due.dueAt.toISOString(),
    calendarVersion: due.calendarVersion,
    provisional: due.provisional,
  };
}

function limitOf(said: SaidLimit): Limit {
  const unit = units.find((one) => one === said.unit);
  if (unit === undefined) {
    throw new DomainError('item.limit-unknown', 'conflict', {
      zh: `事项时限的单位“${said.unit}”无法计算,请事项管理员改正后再受理。`,
      en: `The item’s limit has the unit “${said.unit}”, which cannot be counted; the item manager must correct the item.`,
    });
  }
  return { days: said.days, unit };
}

/** What keeps an approved result back: a fee that is due before it, and a paper that is still to be sealed. */
function holdsOf(item: ServiceItem): MessageInitShape<typeof PlannedHoldSchema>[] {
  return [...certificateHold(item), ...feeHold(item)];
}

/** Also for lines with conditions: the cashier finds whether one applies, and frees the result when none does. */
function feeHold({ feeLines }: ServiceItem): MessageInitShape<typeof PlannedHoldSchema>[] {
  return feeLines.some(({ timing }) => timing === 'before-result') ? [{ kind: 'fee', ref: '' }] : [];
}

/** An electronic result is held until it is sealed. */
function certificateHold({ result }: ServiceItem): MessageInitShape<typeof PlannedHoldSchema>[] {
  if (result === undefined || !result.electronic || !electronicKinds.includes(result.kind)) return [];
  return [{ kind: 'certificate', ref: '' }];
}

/** Nothing outstanding, no hold: one that nobody can end would hold the result for ever. */
function outstandingHolds({ materials }: PromisedMaterials): MessageInitShape<typeof PlannedHoldSchema>[] {
  return materials.map(({ materialRef }) => ({ kind: 'outstanding-material', ref: materialRef }));
}

function outstandingOf({
  promiseNumber,
  materials,
}: PromisedMaterials): MessageInitShape<typeof OutstandingMaterialSchema>[] {
  return materials.map(({ materialRef, materialName, cureWorkingDays, due }) => ({
    materialRef,
    materialName,
    cureWorkingDays,
    cureDueAt: due.dueAt.toISOString(),
    calendarVersion: due.calendarVersion,
    promiseNumber,
  }));
}
