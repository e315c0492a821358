import { Injectable } from '@nestjs/common';
import { type Caller, scopeOf } from '#lib/access';
import { cursorPage, type Page, parseCursor, type Tx } from '#lib/persistence';
import { answerOf, type RefundAnswer } from '../refund/refund.dto.js';
import { listRefunds } from '../refund/refund.repository.js';
import type { ListRefundsQuery } from './find-refunds.dto.js';

/** Reads refunds. */
@Injectable()
export class FindRefunds {
  /** The refunds of the reader's region, newest first. */
  async list(tx: Tx, caller: Caller, query: ListRefundsQuery): Promise<Page<RefundAnswer>> {
    const scope = await scopeOf(tx, caller);
    const page = { before: parseCursor(query.cursor), limit: query.limit };
    const rows = await listRefunds(tx, scope, query.state, page);
    const found = cursorPage(rows, query.limit, ({ refundId }) => refundId);
    return { ...found, items: found.items.map(answerOf) };
  }
}
