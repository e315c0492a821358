import { findOrganisation } from '#lib/access';
import { formatNoticeNumber } from '#lib/identifiers';
import type { Tx } from '#lib/persistence';
import { allocateNumber, type NoticeModel } from '#lib/seals';
import type { DispatchOrder } from '../order/order.entity.js';
import { hallUnknown } from '../order/order.errors.js';

/**
 * The numbered receipt of a hand-over (出件签收单), of one result or of all results of a bundle.
 *
 * @param orders what was handed over, of one hall
 * @param handed who fetched it (masked) and on which day in China
 * @throws DomainError `hall.unknown`
 */
export async function receiptOf(
  tx: Tx,
  orders: readonly [DispatchOrder, ...DispatchOrder[]],
  handed: { name: string; day: string },
): Promise<{ number: string; paper: { notice: NoticeModel } }> {
  const [{ hallId }] = orders;
  const hall = await findOrganisation(tx, hallId);
  if (hall === undefined) throw hallUnknown();
  const year = Number(handed.day.slice(0, 4));
  const serial = await allocateNumber(tx, `hand-over:${hallId}:${year}`);
  const number = formatNoticeNumber({ organShort: hall.shortName, kind: 'hand-over', year, serial });
  const notice: NoticeModel = {
    kind: 'hand-over',
    title: '出件签收单',
    number,
    organ: hall.name,
    recipient: handed.name,
    ...listed(orders),
    date: handed.day,
    seal: { organName: hall.name, sealKind: '业务专用章' },
  };
  return { number, paper: { notice } };
}

const archived = '签名影像与领取人证件信息已加密存档。';

function listed(orders: readonly [DispatchOrder, ...DispatchOrder[]]): Pick<NoticeModel, 'paragraphs' | 'table'> {
  const [order, ...more] = orders;
  if (more.length === 0) {
    const { caseNumber, itemName } = order;
    return { paragraphs: [`办件编号 ${caseNumber}“${itemName}”的办理结果已由领取人当面核对无误并签收。`, archived] };
  }
  const rows = orders.map(({ itemName, caseNumber }, n) => [String(n + 1), itemName, caseNumber]);
  return {
    paragraphs: [`以下 ${orders.length} 个事项的办理结果已由领取人当面核对无误,一次签收。`, archived],
    table: { columns: ['序号', '事项', '办件编号'], rows },
  };
}
