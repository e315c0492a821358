import type { EventAuthority } from '#lib/contracts';
import { Door } from '#lib/messaging';
import { cursorPage, type Page, parseCursor, type RegionScope, type Tx, withinRegion } from '#lib/persistence';
import { withinScope } from '../region/within-scope.js';
import { Letter } from './letter.entity.js';
import { letterNotFound } from './letter.errors.js';
import { type LetterState, letterTransitions } from './letter.states.js';

/** The only writer of letters. */
export const letterDoor = new Door({
  aggregate: 'letter',
  noun: { zh: '授权文书', en: 'letter of authority' },
  entity: Letter,
  key: 'letterId',
  transitions: letterTransitions,
});

/** A letter as it is granted. */
export type LetterContent = Omit<Letter, 'state' | 'version' | 'revokedFrom' | 'revokedFor'>;

/** Which letters a list shows. */
export interface LetterFilter {
  departmentId?: string | undefined;
  hallId?: string | undefined;
  staffId?: string | undefined;
  state?: LetterState | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** The letter, or undefined, whatever the region: for whoever looks whether an id is taken. */
export async function findLetter(tx: Tx, letterId: string): Promise<Letter | undefined> {
  return tx.findOne(Letter, { where: { letterId } });
}

/** The letter with a number, or undefined. */
export async function findByNumber(tx: Tx, letterNumber: string): Promise<Letter | undefined> {
  return tx.findOne(Letter, { where: { letterNumber } });
}

/** @throws DomainError `letter.not-found` also for a letter outside the reader's region, which the audit keeps */
export async function getLetter(tx: Tx, scope: RegionScope, letterId: string): Promise<Letter> {
  const found = await findLetter(tx, letterId);
  if (found === undefined) throw letterNotFound(false);
  if (!withinRegion(scope, found.region)) throw letterNotFound(true);
  return found;
}

/** Letters of the reader's regions, by id. */
export async function listLetters(tx: Tx, scope: RegionScope, filter: LetterFilter): Promise<Page<Letter>> {
  const query = withinScope(tx.manager.createQueryBuilder(Letter, 'letter'), scope);
  for (const field of ['departmentId', 'hallId', 'staffId', 'state'] as const) {
    const wanted = filter[field];
    if (wanted !== undefined) query.andWhere(`letter.${field} = :${field}`, { [field]: wanted });
  }
  const after = parseCursor(filter.cursor);
  if (after !== undefined) query.andWhere('letter.letterId > :after', { after });
  const rows = await query
    .orderBy('letter.letterId')
    .limit(filter.limit + 1)
    .getMany();
  return cursorPage(rows, filter.limit, (row) => row.letterId);
}

/** Grants a letter and announces it. */
export async function grantLetter(tx: Tx, content: LetterContent, by: EventAuthority): Promise<Letter> {
  const { letterId, kind, letterNumber, departmentId, hallId, staffId, itemIds, powers } = content;
  const row = { ...content, revokedFrom: null, revokedFor: null };
  return letterDoor.enter(tx, row, 'grant', by, {
    letterId,
    kind,
    letterNumber,
    departmentId,
    hallId,
    staffId,
    itemIds: [...itemIds],
    powers: [...powers],
    validFrom: content.validFrom.toISOString(),
    validUntil: content.validUntil.toISOString(),
  });
}

/** Revokes a letter from a time on and announces it. */
export async function revokeLetter(
  tx: Tx,
  it: Letter,
  revocation: { from: Date; reason: string },
  by: EventAuthority,
): Promise<void> {
  const { from, reason } = revocation;
  const said = { letterId: it.letterId, effectiveAt: from.toISOString(), reason };
  await letterDoor.advance(tx, it, 'revoke', by, said, { revokedFrom: from, revokedFor: reason });
}
