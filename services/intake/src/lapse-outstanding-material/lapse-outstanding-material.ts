import { Injectable } from '@nestjs/common';
import { systemAuthority } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { findOutstandingById, outstandingDoor } from '../outstanding-material/outstanding-material.repository.js';

/** The promised day passed without the material (容缺逾期): the promise is void, and review ends what rests on it. */
@Injectable()
export class LapseOutstandingMaterial {
  /**
   * @param tx the open transaction
   * @param outstandingId whose timer came due; nothing happens when it was cured or voided since
   */
  async execute(tx: Tx, outstandingId: string): Promise<void> {
    const it = await findOutstandingById(tx, outstandingId);
    if (it === undefined || !outstandingDoor.allows(it.state, 'lapse') || it.cureDueAt >= tx.now) return;
    const { caseId, materialRef, promiseNumber } = it;
    await outstandingDoor.advance(tx, it, 'lapse', systemAuthority, { caseId, materialRef, promiseNumber });
  }
}
