import { Injectable } from '@nestjs/common';
import { type Caller, scopeOf } from '#lib/access';
import type { Page, Tx } from '#lib/persistence';
import { listActOrders } from '../act-order/act-order.repository.js';
import { type ActOrderLine, type ListActOrdersQuery, lineOf } from './find-act-orders.dto.js';

/** Reads the orders to act of a department, or of a region for overseers. */
@Injectable()
export class FindActOrders {
  async list(tx: Tx, caller: Caller, { state, cursor, limit }: ListActOrdersQuery): Promise<Page<ActOrderLine>> {
    const page = await listActOrders(tx, await scopeOf(tx, caller), { state, cursor, limit });
    return { ...page, items: page.items.map((order) => lineOf(order, tx.now)) };
  }
}
