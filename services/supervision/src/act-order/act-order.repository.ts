import { type ReadScope, systemAuthority } from '#lib/access';
import { Door } from '#lib/messaging';
import { cursorPage, type Page, parseCursor, type Tx, withinRegion } from '#lib/persistence';
import { oversees } from '../watched-case/watched-case.repository.js';
import { ActOrder } from './act-order.entity.js';
import { actOrderNotFound } from './act-order.errors.js';
import { actOrderTransitions } from './act-order.states.js';

/** The one door of an order to act. */
export const actOrderDoor = new Door({
  aggregate: 'act-order',
  noun: { zh: '督办单', en: 'order to act' },
  entity: ActOrder,
  key: 'actOrderId',
  transitions: actOrderTransitions,
});

/** An order the reader may see; departments see their own. @throws DomainError `act-order.not-found` */
export async function getActOrder(tx: Tx, scope: ReadScope, actOrderId: string): Promise<ActOrder> {
  const it = await tx.findOne(ActOrder, { where: { actOrderId } });
  const visible =
    it !== undefined && withinRegion(scope, it.region) && (oversees(scope) || it.departmentId === scope.organisationId);
  if (!visible) throw actOrderNotFound(it !== undefined);
  return it;
}

/** Orders of the reader's department, newest first; overseers see every department of their region. */
export async function listActOrders(
  tx: Tx,
  scope: ReadScope,
  filter: { state?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<ActOrder>> {
  const { state, limit } = filter;
  const regions = scope.prefixes.map((_, at) => `o.region LIKE :prefix${at}`).join(' OR ');
  const prefixes = Object.fromEntries(scope.prefixes.map((prefix, at) => [`prefix${at}`, `${prefix}%`]));
  const query = tx.manager.createQueryBuilder(ActOrder, 'o').where(`(${regions})`, prefixes);
  if (!oversees(scope)) query.andWhere('o.departmentId = :own', { own: scope.organisationId ?? '' });
  if (state !== undefined) query.andWhere('o.state = :state', { state });
  const before = parseCursor(filter.cursor);
  if (before !== undefined) query.andWhere('o.actOrderId < :before', { before });
  const rows = await query
    .orderBy('o.actOrderId', 'DESC')
    .limit(limit + 1)
    .getMany();
  return cursorPage(rows, limit, (order) => order.actOrderId);
}

/** Takes back what was ordered on a card that counts no more. */
export async function withdrawActOrders(tx: Tx, cardId: string): Promise<void> {
  const open = await tx.find(ActOrder, { where: { cardId, state: 'ordered' }, take: 100 });
  for (const order of open) await actOrderDoor.advance(tx, order, 'withdraw', systemAuthority, null);
}
