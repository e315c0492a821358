import { Brackets } from 'typeorm';
import { Door } from '#lib/messaging';
import { cursorPage, type Page, parseCursor, type RegionScope, type Tx, withinRegion } from '#lib/persistence';
import { Certificate } from './certificate.entity.js';
import { certificateNotFound } from './certificate.errors.js';
import { type CertificateAct, certificateTransitions } from './certificate.states.js';

/** The only writer of certificates. */
export const certificateDoor = new Door({
  aggregate: 'certificate',
  noun: { zh: '证照', en: 'certificate' },
  entity: Certificate,
  key: 'certificateId',
  transitions: certificateTransitions,
});

/** Which certificates a reader may see. */
export interface CertificateScope extends RegionScope {
  /** A citizen's blind index: their own only. */
  readonly personIndex?: string | undefined;
  /** Department staff: only what their department issued. */
  readonly departmentId?: string | undefined;
}

/** Named after its case, so that a replay of the journal into an empty schema makes the same certificate. */
export const certificateIdOf = (caseId: string): string => `cert-${caseId}`;

/**
 * The certificate of a case, or undefined, held until the transaction ends: what is heard and what is sealed at the same
 * time wait for each other. For the bus, whose events name their own region.
 */
export async function holdCertificateOf(tx: Tx, caseId: string): Promise<Certificate | undefined> {
  return tx.findOne(Certificate, { where: { caseId }, lock: { mode: 'pessimistic_write' } });
}

/** A certificate by its public number, or undefined; for the public check, which has no region. */
export async function findByNumber(tx: Tx, number: string): Promise<Certificate | undefined> {
  return tx.findOne(Certificate, { where: { number } });
}

/** A certificate by the SHA-256 of its sealed file, or undefined; for the public check. */
export async function findByDigest(tx: Tx, sha256: string): Promise<Certificate | undefined> {
  return tx.findOne(Certificate, { where: { sha256 } });
}

/** A certificate the reader may see. @throws DomainError `certificate.not-found` */
export async function getCertificate(tx: Tx, scope: CertificateScope, certificateId: string): Promise<Certificate> {
  const it = await tx.findOne(Certificate, { where: { certificateId } });
  if (it === undefined || !sees(scope, it)) throw certificateNotFound(it !== undefined);
  return it;
}

function sees(scope: CertificateScope, it: Certificate): boolean {
  if (!withinRegion(scope, it.region)) return false;
  if (scope.personIndex !== undefined) return scope.personIndex === it.applicantIndex;
  return scope.departmentId === undefined || scope.departmentId === it.departmentId;
}

/** Certificates the reader may see, oldest first, of one case when asked so. */
export async function listCertificates(
  tx: Tx,
  scope: CertificateScope,
  filter: { caseId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<Certificate>> {
  const query = tx.manager
    .createQueryBuilder(Certificate, 'c')
    .where(within(scope))
    .orderBy('c.certificateId')
    .limit(filter.limit + 1);
  if (scope.personIndex !== undefined) query.andWhere('c.applicantIndex = :person', { person: scope.personIndex });
  if (scope.departmentId !== undefined) query.andWhere('c.departmentId = :organ', { organ: scope.departmentId });
  if (filter.caseId !== undefined) query.andWhere('c.caseId = :caseId', { caseId: filter.caseId });
  const after = parseCursor(filter.cursor);
  if (after !== undefined) query.andWhere('c.certificateId > :after', { after });
  return cursorPage(await query.getMany(), filter.limit, (it) => it.certificateId);
}

function within(scope: RegionScope): Brackets {
  return new Brackets((where) => {
    // A scope without prefixes sees nothing.
    where.where('1 = 0');
    scope.prefixes.forEach((prefix, n) => where.orWhere(`c.region LIKE :region${n}`, { [`region${n}`]: `${prefix}%` }));
  });
}

/**
 * Refuses a reader who saw another version, unless the state itself forbids the act: then the door's own answer says more.
 *
 * @throws DomainError `certificate.stale-version`
 */
export function requireSeen(it: Certificate, act: CertificateAct, seen: number): void {
  if (certificateDoor.allows(it.state, act)) certificateDoor.requireVersion(it, seen);
}
