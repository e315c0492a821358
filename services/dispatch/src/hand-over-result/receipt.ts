import { findOrganisation } from '#lib/access';
import { formatNoticeNumber } from '#lib/identifiers';
import type { Tx } from '#lib/persistence';
import { allocateNumber, type NoticeModel } from '#lib/seals';
import type { DispatchOrder } from '../order/order.entity.js';
import { hallUnknown } from '../order/order.errors.js';

/**
 * The numbered receipt of a hand-over (出件签收单).
 *
 * @param handed who fetched it (masked) and on which day in China
 * @throws DomainError `hall.unknown`
 */
export async function receiptOf(
  tx: Tx,
  order: DispatchOrder,
  handed: { name: string; day: string },
): Promise<{ number: string; paper: { notice: NoticeModel } }> {
  const hall = await findOrganisation(tx, order.hallId);
  if (hall === undefined) throw hallUnknown();
  const year = Number(handed.day.slice(0, 4));
  const serial = await allocateNumber(tx, `hand-over:${order.hallId}:${year}`);
  const number = formatNoticeNumber({ organShort: hall.shortName, kind: 'hand-over', year, serial });
  const notice: NoticeModel = {
    kind: 'hand-over',
    title: '出件签收单',
    number,
    organ: hall.name,
    recipient: handed.name,
    paragraphs: [
      `办件编号 ${order.caseNumber}“${order.itemName}”的办理结果已由领取人当面核对无误并签收。`,
      '签名影像与领取人证件信息已加密存档。',
    ],
    date: handed.day,
    seal: { organName: hall.name, sealKind: '业务专用章' },
  };
  return { number, paper: { notice } };
}
