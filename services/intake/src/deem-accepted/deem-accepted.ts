import { Injectable } from '@nestjs/common';
import { systemAuthority } from '#lib/access';
import { newestCalendar } from '#lib/calendar-copies';
import type { Tx } from '#lib/persistence';
import { caseDoor, findCase } from '../case/case.repository.js';
import { getItemVersion } from '../item-copy/item-copy.repository.js';
import { type Acceptance, acceptedColumns, acceptedContent } from '../plan/acceptance.js';
import { joinBundle } from '../plan/bundle-plan.js';
import { nextCaseNumber, organCodeOf } from '../plan/case-number.js';
import { planOf } from '../plan/case-plan.js';

/**
 * Five working days passed without a word: the application counts as accepted from the day its papers came in, complete
 * or not (行政许可法 art. 32 (4): 逾期不告知的,自收到申请材料之日起即为受理).
 */
@Injectable()
export class DeemAccepted {
  /**
   * @param tx the open transaction
   * @param caseId a case whose timer came due; nothing happens when the office has answered since
   */
  async execute(tx: Tx, caseId: string): Promise<void> {
    const it = await findCase(tx, caseId);
    if (it === undefined || !caseDoor.allows(it.state, 'deem') || it.answerDueAt >= tx.now) return;
    const item = await getItemVersion(tx, it.itemId, it.itemVersion);
    const acceptance: Acceptance = {
      plan: await joinBundle(tx, it, planOf(item, await newestCalendar(tx), it.receivedAt)),
      caseNumber: await nextCaseNumber(tx, item, await organCodeOf(tx, item, it.region)),
      noticeNumber: '',
      deemed: true,
      acceptedBy: systemAuthority.personId,
      hallId: it.hallId,
      acceptedAt: it.receivedAt,
    };
    await caseDoor.advance(
      tx,
      it,
      'deem',
      systemAuthority,
      acceptedContent(it, acceptance),
      acceptedColumns(acceptance),
    );
  }
}
