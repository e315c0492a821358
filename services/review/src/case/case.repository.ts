import { fromJsonString } from '@bufbuild/protobuf';
import { Brackets, In, type SelectQueryBuilder } from 'typeorm';
import type { ReadScope } from '#lib/access';
import { type DeliveryWish, DeliveryWishSchema, type Plan, PlanSchema } from '#lib/contracts';
import { Door } from '#lib/messaging';
import { cursorPage, type Page, parseCursor, type RegionScope, type Tx, withinRegion } from '#lib/persistence';
import { ReviewCase } from './case.entity.js';
import { caseNotFound } from './case.errors.js';
import { type CaseAct, type CaseState, caseTransitions } from './case.states.js';

/** The only writer of cases. */
export const caseDoor = new Door({
  aggregate: 'review-case',
  noun: { zh: '办件', en: 'case' },
  entity: ReviewCase,
  key: 'caseId',
  transitions: caseTransitions,
});

/** Which cases a list shows. */
export interface CaseFilter {
  state?: CaseState | undefined;
  /** Whether a due date has passed while the clock runs. */
  overdue?: boolean | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Roles that see every department's cases of their region. */
const overseers = ['hall-manager', 'supervisor', 'auditor'];

/** A case by id, or undefined; for the bus, whose events name their own region. */
export async function findCase(tx: Tx, caseId: string): Promise<ReviewCase | undefined> {
  return tx.findOne(ReviewCase, { where: { caseId } });
}

/** Cases by id, those that were heard of; for the cases of one application. */
export async function findCases(tx: Tx, caseIds: readonly string[]): Promise<ReviewCase[]> {
  return tx.find(ReviewCase, { where: { caseId: In([...caseIds]) }, take: 100 });
}

/** A case of the actor's region; the policy judges the department. @throws DomainError `case.not-found` */
export async function getCase(tx: Tx, scope: RegionScope, caseId: string): Promise<ReviewCase> {
  const it = await findCase(tx, caseId);
  if (it === undefined || !withinRegion(scope, it.region)) throw caseNotFound(it !== undefined);
  return it;
}

/**
 * A case the reader may see: their own, their hall's, their department's, or any of their region for overseers.
 *
 * @throws DomainError `case.not-found`
 */
export async function getReadableCase(tx: Tx, scope: ReadScope, caseId: string): Promise<ReviewCase> {
  const it = await getCase(tx, scope, caseId);
  if (!readable(scope, it)) throw caseNotFound(true);
  return it;
}

function readable(scope: ReadScope, it: ReviewCase): boolean {
  if (scope.personIndex !== undefined) return scope.personIndex === it.applicantIndex;
  if (oversees(scope) || scope.organisationId === it.hallId) return true;
  return scope.organisationId !== undefined && it.departments.includes(scope.organisationId);
}

const oversees = (scope: ReadScope): boolean => scope.roles.some((role) => overseers.includes(role));

/** The work list of the reader's department, oldest case first; overseers see every department of their region. */
export async function listCases(tx: Tx, scope: ReadScope, filter: CaseFilter): Promise<Page<ReviewCase>> {
  const query = tx.manager
    .createQueryBuilder(ReviewCase, 'c')
    .where(within(scope))
    .orderBy('c.caseId')
    .limit(filter.limit + 1);
  if (!oversees(scope)) {
    const own = 'EXISTS (SELECT 1 FROM task t WHERE t.case_id = c.caseId AND t.department_id = :organisation)';
    query.andWhere(own, { organisation: scope.organisationId ?? '' });
  }
  if (filter.state !== undefined) query.andWhere('c.state = :state', { state: filter.state });
  if (filter.overdue !== undefined) narrowOverdue(query, filter.overdue, tx.now);
  const after = parseCursor(filter.cursor);
  if (after !== undefined) query.andWhere('c.caseId > :after', { after });
  return cursorPage(await query.getMany(), filter.limit, (it) => it.caseId);
}

function within(scope: RegionScope): Brackets {
  return new Brackets((where) => {
    // A scope without prefixes sees nothing.
    where.where('1 = 0');
    scope.prefixes.forEach((prefix, n) => where.orWhere(`c.region LIKE :region${n}`, { [`region${n}`]: `${prefix}%` }));
  });
}

/** Stopped clocks have no due date and ended cases are late no more, so only running reviews can be overdue. */
function narrowOverdue(query: SelectQueryBuilder<ReviewCase>, overdue: boolean, now: Date): void {
  const late = `(c.state = 'in-review' AND LEAST(COALESCE(c.promisedDueAt, c.statutoryDueAt), COALESCE(c.statutoryDueAt, c.promisedDueAt)) < :now)`;
  query.andWhere(overdue ? late : `COALESCE(NOT ${late}, TRUE)`, { now });
}

/** Whether a case is overdue, as the list's filter says. */
export function isOverdue(it: ReviewCase, now: Date): boolean {
  if (it.state !== 'in-review') return false;
  return [it.promisedDueAt, it.statutoryDueAt].some((due) => due !== null && due < now);
}

/**
 * Refuses a reader who saw another version, unless the state itself forbids the act: then the door's own answer, which
 * names what is possible now, says more.
 *
 * @throws DomainError `review-case.stale-version`
 */
export function requireSeen(it: ReviewCase, act: CaseAct, seen: number): void {
  if (caseDoor.allows(it.state, act)) caseDoor.requireVersion(it, seen);
}

/** The accepted plan. */
export function planOf(it: ReviewCase): Plan {
  return fromJsonString(PlanSchema, it.plan);
}

/** Where and how the applicant wants the result, or undefined when nothing was said. */
export function deliveryOf(it: ReviewCase): DeliveryWish | undefined {
  return it.delivery === null ? undefined : fromJsonString(DeliveryWishSchema, it.delivery);
}
