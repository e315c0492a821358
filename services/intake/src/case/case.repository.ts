import type { Tx } from '#lib/persistence';
import { type Page, parseCursor, cursorPage, withinRegion, type RegionScope } from '#lib/persistence';
import { Door } from '#lib/messaging';
import { ServiceCase } from './case.entity.js';
import { caseNotFound } from './case.errors.js';
import { type CaseAct, caseTransitions } from './case.states.js';

/** The only writer of a case's state. */
export const caseDoor = new Door({
  aggregate: 'case',
  noun: { zh: '办件', en: 'case' },
  entity: ServiceCase,
  key: 'caseId',
  transitions: caseTransitions,
});

/** What a reader may see of the cases. */
export interface CaseScope extends RegionScope {
  /** A citizen's blind index: their own matters only. */
  readonly personIndex?: string | undefined;
  /** Department staff: only what their department has a part in. */
  readonly departmentId?: string | undefined;
}

/**
 * A case the reader may see.
 *
 * @throws DomainError `case.not-found`; kept in the audit when the case exists outside the reader's scope
 */
export async function getCase(tx: Tx, scope: CaseScope, caseId: string): Promise<ServiceCase> {
  const row = await findCase(tx, caseId);
  if (row === undefined || !sees(scope, row)) throw caseNotFound(row !== undefined);
  return row;
}

/** As `getCase`, and holds the row until the transaction ends: papers that come in side by side wait for each other. */
export async function holdCase(tx: Tx, scope: CaseScope, caseId: string): Promise<ServiceCase> {
  const row = await tx.findOne(ServiceCase, { where: { caseId }, lock: { mode: 'pessimistic_write' } });
  if (row === undefined || !sees(scope, row)) throw caseNotFound(row !== undefined);
  return row;
}

/** A case by its id, or undefined; for what the platform hears, which has no region of its own. */
export async function findCase(tx: Tx, caseId: string): Promise<ServiceCase | undefined> {
  return tx.findOne(ServiceCase, { where: { caseId } });
}

/** Every case of an application, in the order of their ids; a bundle has a dozen members at most. */
export async function listCasesOfApplication(tx: Tx, applicationId: string): Promise<ServiceCase[]> {
  return tx.find(ServiceCase, { where: { applicationId }, order: { caseId: 'ASC' }, take: 100 });
}

/**
 * Refuses somebody who saw another version, unless the state itself forbids the act: then the door's own answer, which
 * names what is possible now, says more.
 *
 * @throws DomainError `case.stale-version`
 */
export function requireSeen(it: ServiceCase, act: CaseAct, seen: number): void {
  if (caseDoor.allows(it.state, act)) caseDoor.requireVersion(it, seen);
}

/** Whether a case is within a reader's scope. */
export function sees(scope: CaseScope, row: ServiceCase): boolean {
  if (!withinRegion(scope, row.region)) return false;
  if (scope.personIndex !== undefined && scope.personIndex !== row.applicantIndex) return false;
  return scope.departmentId === undefined || hasPart(row, scope.departmentId);
}

/** The item's department, and those whose tasks the accepted plan names (联办). */
function hasPart(row: ServiceCase, departmentId: string): boolean {
  if (row.departmentId === departmentId) return true;
  const tasks = row.plan?.tasks ?? [];
  return tasks.some((task) => task.departmentId === departmentId);
}

/** What a list is narrowed to. */
export interface CaseFilter {
  state?: string | undefined;
  itemId?: string | undefined;
}

/** Newest first, by key: page 10,000 costs what page 1 costs. */
export async function listCases(
  tx: Tx,
  scope: CaseScope,
  filter: CaseFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<ServiceCase>> {
  const query = tx.manager.createQueryBuilder(ServiceCase, 'it');
  const regions = scope.prefixes.map((_, index) => `it.region LIKE :region${index}`);
  const prefixes = Object.fromEntries(scope.prefixes.map((prefix, index) => [`region${index}`, `${prefix}%`]));
  query.where(`(${regions.join(' OR ') || '1 = 0'})`, prefixes);
  const before = parseCursor(page.cursor);
  if (before !== undefined) query.andWhere('it.caseId < :before', { before });
  if (filter.state !== undefined) query.andWhere('it.state = :state', { state: filter.state });
  if (filter.itemId !== undefined) query.andWhere('it.itemId = :itemId', { itemId: filter.itemId });
  if (scope.personIndex !== undefined) query.andWhere('it.applicantIndex = :person', { person: scope.personIndex });
  if (scope.departmentId !== undefined)
    query.andWhere('it.departmentId = :department', { department: scope.departmentId });
  const rows = await query
    .orderBy('it.caseId', 'DESC')
    .limit(page.limit + 1)
    .getMany();
  return cursorPage(rows, page.limit, (row) => row.caseId);
}
