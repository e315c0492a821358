import { Injectable } from '@nestjs/common';
import { type Caller, scopeOf } from '#lib/access';
import { cursorPage, type Page, parseCursor, type Tx } from '#lib/persistence';
import type { PageQuery } from '#lib/service-kit';
import type { FraudSignal } from '../fraud/fraud.entity.js';
import { listSignals } from '../fraud/fraud.repository.js';

/** A sign as supervision sees it: staff by id, no address. */
export interface SignalView {
  signalId: string;
  occasionId: string;
  kind: string;
  departmentId: string;
  servedBy: string;
  invitedBy: string;
  staffId: string;
  at: string;
}

/** Reads fraud signals. */
@Injectable()
export class FindFraudSignals {
  /** The signals of the reader's region, newest first. */
  async list(tx: Tx, caller: Caller, query: PageQuery): Promise<Page<SignalView>> {
    const scope = await scopeOf(tx, caller);
    const rows = await listSignals(tx, scope, { before: parseCursor(query.cursor), limit: query.limit });
    const page = cursorPage(rows, query.limit, (row) => row.signalId);
    return { ...page, items: page.items.map(viewOf) };
  }
}

function viewOf({
  signalId,
  occasionId,
  kind,
  departmentId,
  servedBy,
  invitedBy,
  staffId,
  at,
}: FraudSignal): SignalView {
  return { signalId, occasionId, kind, departmentId, servedBy, invitedBy, staffId, at: at.toISOString() };
}
