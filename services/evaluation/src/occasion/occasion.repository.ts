import { Door } from '#lib/messaging';
import { findTogether, type RegionScope, type Tx, withinRegion } from '#lib/persistence';
import { RatedCase } from '../rated-case/rated-case.entity.js';
import { Occasion } from './occasion.entity.js';
import { occasionNotFound } from './occasion.errors.js';
import { occasionTransitions } from './occasion.states.js';

/** The one door of an occasion. */
export const occasionDoor = new Door({
  aggregate: 'occasion',
  noun: { zh: '服务事次', en: 'service occasion' },
  entity: Occasion,
  key: 'occasionId',
  transitions: occasionTransitions,
});

/** Who may see which occasions: a citizen their own, a department's staff their department's. */
export interface OccasionScope extends RegionScope {
  personIndex?: string;
  departmentId?: string;
}

/** Every region: for facts that were heard, dates that came, and invitations, which name their occasion. */
export const everywhere: RegionScope = { prefixes: [''] };

/** Whether a row lies in the scope. */
export const isVisible = (
  scope: OccasionScope,
  row: Pick<Occasion, 'region' | 'applicantIndex' | 'departmentId'>,
): boolean =>
  withinRegion(scope, row.region) &&
  (scope.personIndex === undefined || scope.personIndex === row.applicantIndex) &&
  (scope.departmentId === undefined || scope.departmentId === row.departmentId);

/** @throws DomainError `occasion.not-found` */
export async function getOccasion(tx: Tx, scope: OccasionScope, occasionId: string): Promise<Occasion> {
  const occasion = await tx.findOne(Occasion, { where: { occasionId } });
  if (occasion === undefined || !isVisible(scope, occasion)) throw occasionNotFound(occasion !== undefined);
  return occasion;
}

/** A case as its lodging told it, wherever it lies, and its occasion by service number; each undefined when not heard. */
export async function findCaseAndOccasion(
  tx: Tx,
  caseId: string,
  serviceNumber: number,
): Promise<{ it: RatedCase | undefined; occasion: Pick<Occasion, 'state'> | undefined }> {
  const { cases, occasions } = await findTogether(tx, {
    cases: { entity: RatedCase, where: { caseId } },
    occasions: { entity: Occasion, where: { caseId, serviceNumber }, only: ['state'] },
  } as const);
  return { it: cases[0], occasion: occasions[0] };
}

/** Which of them. */
export interface OccasionFilter {
  state?: string | undefined;
  caseId?: string | undefined;
  departmentId?: string | undefined;
}

/** Occasions in a scope, newest first, from a key on; at most `limit + 1`. */
export async function listOccasions(
  tx: Tx,
  scope: OccasionScope,
  filter: OccasionFilter,
  page: { before: string | undefined; limit: number },
): Promise<Occasion[]> {
  const query = tx.manager.createQueryBuilder(Occasion, 'one');
  const regions = scope.prefixes.map((_, at) => `one.region LIKE :prefix${at}`).join(' OR ');
  query.where(`(${regions})`, Object.fromEntries(scope.prefixes.map((prefix, at) => [`prefix${at}`, `${prefix}%`])));
  if (scope.personIndex !== undefined) query.andWhere('one.applicantIndex = :person', { person: scope.personIndex });
  if (scope.departmentId !== undefined) query.andWhere('one.departmentId = :dept', { dept: scope.departmentId });
  if (filter.departmentId !== undefined) query.andWhere('one.departmentId = :of', { of: filter.departmentId });
  if (filter.state !== undefined) query.andWhere('one.state = :state', { state: filter.state });
  if (filter.caseId !== undefined) query.andWhere('one.caseId = :caseId', { caseId: filter.caseId });
  if (page.before !== undefined) query.andWhere('one.occasionId < :before', { before: page.before });
  return query
    .orderBy('one.occasionId', 'DESC')
    .limit(page.limit + 1)
    .getMany();
}
