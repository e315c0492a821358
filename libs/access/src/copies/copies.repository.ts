import type { Tx } from '#lib/persistence';
import { IdentityFact, LetterCopy, OrganisationCopy, StaffCopy } from './copies.entity.js';

/** Who was looked up in a transaction: its scope and its authority ask for the same person, and want the same answer. */
const lookedUp = new WeakMap<Tx, Map<string, Promise<StaffCopy | undefined>>>();

/** A staff member as last heard, or undefined; within a transaction always the same. */
export async function findStaff(tx: Tx, staffId: string): Promise<StaffCopy | undefined> {
  const known = lookedUp.get(tx) ?? new Map<string, Promise<StaffCopy | undefined>>();
  lookedUp.set(tx, known);
  const found = known.get(staffId) ?? tx.findOne(StaffCopy, { where: { staffId } });
  known.set(staffId, found);
  return found;
}

/** An organisation as last heard, or undefined. */
export async function findOrganisation(tx: Tx, organisationId: string): Promise<OrganisationCopy | undefined> {
  return tx.findOne(OrganisationCopy, { where: { organisationId } });
}

/** Letters from a department to a hall or a person; at most 100, of which a handful exist. */
export async function listLetters(
  tx: Tx,
  where: { kind: string; departmentId: string; hallId?: string; staffId?: string },
): Promise<LetterCopy[]> {
  return tx.find(LetterCopy, { where, take: 100 });
}

/** The last heartbeat of identity (real time), or undefined before the first. */
export async function lastHeartbeat(tx: Tx): Promise<Date | undefined> {
  const fact = await tx.findOne(IdentityFact, { where: { kind: 'heartbeat' } });
  return fact === undefined ? undefined : new Date(fact.content);
}

/** Replaces a copy by a newer version of the same fact; an older one changes nothing. */
export async function keepNewest(
  tx: Tx,
  table: 'organisation_copy' | 'staff_copy' | 'letter_copy' | 'identity_fact',
  row: Record<string, unknown> & { version: number },
): Promise<void> {
  const columns = Object.keys(row);
  // Assignments are made from left to right: version last, so that every comparison sees the stored one.
  const ordered = [...columns.filter((column) => column !== 'version'), 'version'];
  const sets = ordered.map((column) => `${column} = IF(VALUES(version) > version, VALUES(${column}), ${column})`);
  await tx.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
     ON DUPLICATE KEY UPDATE ${sets.join(', ')}`,
    Object.values(row),
  );
}
