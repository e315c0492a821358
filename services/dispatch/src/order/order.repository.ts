import { type RegionScope, type Tx, withinRegion } from '#lib/persistence';
import { Door } from '#lib/messaging';
import { DispatchOrder } from './order.entity.js';
import { orderNotFound } from './order.errors.js';
import { orderTransitions } from './order.states.js';

/** The one door of an order. */
export const orderDoor = new Door({
  aggregate: 'order',
  noun: { zh: '出件单', en: 'dispatch order' },
  entity: DispatchOrder,
  key: 'orderId',
  transitions: orderTransitions,
});

/** Who may see which orders. */
export type OrderScope = RegionScope & { personIndex?: string };

/** Every region: for facts that were heard and for the courier, which knows consignments only. */
export const everywhere: RegionScope = { prefixes: [''] };

const visible = (scope: OrderScope, order: DispatchOrder): boolean =>
  withinRegion(scope, order.region) && (scope.personIndex === undefined || scope.personIndex === order.applicantIndex);

/** @throws DomainError `order.not-found` */
export async function getOrder(tx: Tx, scope: OrderScope, orderId: string): Promise<DispatchOrder> {
  const order = await tx.findOne(DispatchOrder, { where: { orderId } });
  if (order === undefined || !visible(scope, order)) throw orderNotFound(order !== undefined);
  return order;
}

/**
 * The order of a case, locked until the transaction ends: two releases of its last two holds must not each see the other
 * still standing.
 */
export async function findOrderOfCase(tx: Tx, scope: RegionScope, caseId: string): Promise<DispatchOrder | undefined> {
  const order = await tx.manager
    .createQueryBuilder(DispatchOrder, 'one')
    .where('one.caseId = :caseId', { caseId })
    .setLock('pessimistic_write')
    .getOne();
  return order !== null && withinRegion(scope, order.region) ? order : undefined;
}

/** Every order of an application in a scope, locked until the transaction ends, in the order of their ids. */
export async function holdOrdersOfApplication(
  tx: Tx,
  scope: RegionScope,
  applicationId: string,
): Promise<DispatchOrder[]> {
  const where = { applicationId };
  const lock = { mode: 'pessimistic_write' } as const;
  const orders = await tx.find(DispatchOrder, { where, order: { orderId: 'ASC' }, take: 100, lock });
  return orders.filter(({ region }) => withinRegion(scope, region));
}

/** Orders in a scope, newest first, from a key on; at most `limit + 1`. */
export async function listOrders(
  tx: Tx,
  scope: OrderScope,
  filter: { state?: string | undefined; caseId?: string | undefined; applicationId?: string | undefined },
  page: { before: string | undefined; limit: number },
): Promise<DispatchOrder[]> {
  const query = tx.manager.createQueryBuilder(DispatchOrder, 'one');
  const regions = scope.prefixes.map((_, at) => `one.region LIKE :prefix${at}`).join(' OR ');
  query.where(`(${regions})`, Object.fromEntries(scope.prefixes.map((prefix, at) => [`prefix${at}`, `${prefix}%`])));
  if (scope.personIndex !== undefined) query.andWhere('one.applicantIndex = :person', { person: scope.personIndex });
  if (filter.state !== undefined) query.andWhere('one.state = :state', { state: filter.state });
  if (filter.caseId !== undefined) query.andWhere('one.caseId = :caseId', { caseId: filter.caseId });
  if (filter.applicationId !== undefined) {
    query.andWhere('one.applicationId = :applicationId', { applicationId: filter.applicationId });
  }
  if (page.before !== undefined) query.andWhere('one.orderId < :before', { before: page.before });
  return query
    .orderBy('one.orderId', 'DESC')
    .limit(page.limit + 1)
    .getMany();
}
