import { type Caller, findOrganisation, findStaff, OrganisationCopy } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { DomainError } from '#lib/service-kit';

/**
 * The hall that takes an application in: a clerk's own; for a citizen the one named, or the only one there is.
 *
 * @param hallId what the caller named, if anything
 * @throws DomainError `hall.unknown`
 */
export async function receivingHall(tx: Tx, caller: Caller, hallId: string | undefined): Promise<OrganisationCopy> {
  if (caller.kind === 'staff') return hallOfClerk(tx, caller);
  if (hallId !== undefined) return getHall(tx, hallId);
  const halls = await tx.find(OrganisationCopy, { where: { kind: 'hall' }, take: 2 });
  const [only] = halls;
  if (only === undefined || halls.length > 1) throw hallUnknown();
  return only;
}

/** The hall a clerk sits in. @throws DomainError `hall.unknown` */
export async function hallOfClerk(tx: Tx, caller: Caller): Promise<OrganisationCopy> {
  const staff = await findStaff(tx, caller.personId);
  return getHall(tx, staff?.organisationId ?? '');
}

/** A hall by its id. @throws DomainError `hall.unknown` */
export async function getHall(tx: Tx, hallId: string): Promise<OrganisationCopy> {
  const hall = await findOrganisation(tx, hallId);
  if (hall === undefined || hall.kind !== 'hall') throw hallUnknown();
  return hall;
}

const hallUnknown = (): DomainError =>
  new DomainError(
    'hall.unknown',
    'invalid',
    { zh: '没有这个政务服务中心,请在 hallId 中选择一个。', en: 'There is no such hall; name one in hallId.' },
    [{ field: 'hallId', code: 'hall.unknown', message: { zh: '没有这个政务服务中心', en: 'no such hall' } }],
  );
