import type { ReadScope } from '#lib/access';
import { Door } from '#lib/messaging';
import { cursorPage, type Page, parseCursor, type Tx, withinRegion } from '#lib/persistence';
import { oversees } from '../watched-case/watched-case.repository.js';
import { Card } from './card.entity.js';
import { cardNotFound } from './card.errors.js';
import { cardTransitions, standing } from './card.states.js';

/** The one door of a card. */
export const cardDoor = new Door({
  aggregate: 'card',
  noun: { zh: '监察牌', en: 'card' },
  entity: Card,
  key: 'cardId',
  transitions: cardTransitions,
});

/** Which cards a list shows. */
export interface CardFilter {
  state?: string | undefined;
  colour?: string | undefined;
  caseId?: string | undefined;
  departmentId?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Whether a card counts. */
export const stands = ({ state }: Pick<Card, 'state'>): boolean => standing.includes(state);

/** A card the reader may see; departments see their own. @throws DomainError `card.not-found` */
export async function getCard(tx: Tx, scope: ReadScope, cardId: string): Promise<Card> {
  const it = await tx.findOne(Card, { where: { cardId } });
  const visible =
    it !== undefined && withinRegion(scope, it.region) && (oversees(scope) || it.departmentId === scope.organisationId);
  if (!visible) throw cardNotFound(it !== undefined);
  return it;
}

/** The cards of the reader's department, newest first; overseers see every department of their region. */
export async function listCards(tx: Tx, scope: ReadScope, filter: CardFilter): Promise<Page<Card>> {
  const { state, colour, caseId, limit } = filter;
  const departmentId = oversees(scope) ? filter.departmentId : scope.organisationId;
  const regions = scope.prefixes.map((_, at) => `c.region LIKE :prefix${at}`).join(' OR ');
  const prefixes = Object.fromEntries(scope.prefixes.map((prefix, at) => [`prefix${at}`, `${prefix}%`]));
  const query = tx.manager.createQueryBuilder(Card, 'c').where(`(${regions})`, prefixes);
  for (const [column, value] of Object.entries({ state, colour, caseId, departmentId })) {
    if (value !== undefined) query.andWhere(`c.${column} = :${column}`, { [column]: value });
  }
  const before = parseCursor(filter.cursor);
  if (before !== undefined) query.andWhere('c.cardId < :before', { before });
  const rows = await query
    .orderBy('c.cardId', 'DESC')
    .limit(limit + 1)
    .getMany();
  return cursorPage(rows, limit, (card) => card.cardId);
}
