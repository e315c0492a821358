import { type RegionScope, type Tx, withinRegion } from '#lib/persistence';
import { Door } from '#lib/messaging';
import { Rectification } from './rectification.entity.js';
import { rectificationNotFound } from './rectification.errors.js';
import { rectificationTransitions } from './rectification.states.js';

/** The one door of a rectification. */
export const rectificationDoor = new Door({
  aggregate: 'rectification',
  noun: { zh: '整改事项', en: 'rectification' },
  entity: Rectification,
  key: 'rectificationId',
  transitions: rectificationTransitions,
});

/** Who may see which rectifications: a citizen those of their own ratings, a department's staff their department's. */
export type RectificationScope = RegionScope & { personIndex?: string; departmentId?: string };

const isVisible = (scope: RectificationScope, it: Rectification): boolean =>
  withinRegion(scope, it.region) &&
  (scope.personIndex === undefined || scope.personIndex === it.applicantIndex) &&
  (scope.departmentId === undefined || scope.departmentId === it.departmentId);

/** @throws DomainError `rectification.not-found` */
export async function getRectification(
  tx: Tx,
  scope: RectificationScope,
  rectificationId: string,
): Promise<Rectification> {
  const it = await tx.findOne(Rectification, { where: { rectificationId } });
  if (it === undefined || !isVisible(scope, it)) throw rectificationNotFound(it !== undefined);
  return it;
}

/** Rectifications in a scope, newest first, from a key on; at most `limit + 1`. */
export async function listRectifications(
  tx: Tx,
  scope: RectificationScope,
  filter: { state?: string | undefined; caseId?: string | undefined; departmentId?: string | undefined },
  page: { before: string | undefined; limit: number },
): Promise<Rectification[]> {
  const query = tx.manager.createQueryBuilder(Rectification, 'one');
  const regions = scope.prefixes.map((_, at) => `one.region LIKE :prefix${at}`).join(' OR ');
  query.where(`(${regions})`, Object.fromEntries(scope.prefixes.map((prefix, at) => [`prefix${at}`, `${prefix}%`])));
  if (scope.personIndex !== undefined) query.andWhere('one.applicantIndex = :person', { person: scope.personIndex });
  if (scope.departmentId !== undefined) query.andWhere('one.departmentId = :dept', { dept: scope.departmentId });
  if (filter.departmentId !== undefined) query.andWhere('one.departmentId = :of', { of: filter.departmentId });
  if (filter.state !== undefined) query.andWhere('one.state = :state', { state: filter.state });
  if (filter.caseId !== undefined) query.andWhere('one.caseId = :caseId', { caseId: filter.caseId });
  if (page.before !== undefined) query.andWhere('one.rectificationId < :before', { before: page.before });
  return query
    .orderBy('one.rectificationId', 'DESC')
    .limit(page.limit + 1)
    .getMany();
}
