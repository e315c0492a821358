import type { NoticeModel } from '#lib/seals';
import type { PromisedMaterial } from '../plan/promised-materials.js';
import { applied, frame, type NoticeFrame, spell } from './notice-papers.js';

/**
 * 容缺受理承诺书 with its three elements: the item, each missing material with its limit, and the consequence.
 *
 * @param promisedBy who signed
 * @param materials what is promised, each with its own date
 */
export function promisePaper(
  about: NoticeFrame,
  promisedBy: string,
  materials: readonly PromisedMaterial[],
): NoticeModel {
  return {
    ...frame(about),
    kind: 'promise',
    title: '容缺受理承诺书',
    paragraphs: [
      `${applied(about)},现缺少下列可以容缺的材料,其余必要材料齐全。经申请人承诺,予以容缺受理。`,
      `承诺人(${promisedBy})承诺:在下列期限内补交材料,所补材料真实、有效;补齐之前,办理结果不予发放。`,
      '逾期未补齐的:尚未作出决定的,终止办理;已经作出准予决定的,撤销决定、收回结果。由此产生的后果由承诺人承担。',
      '承诺人签名影像已加密存档。',
    ],
    table: {
      columns: ['序号', '容缺材料', '补交期限', '最迟补交日期'],
      rows: materials.map(({ materialName, cureWorkingDays, due }, place) => [
        String(place + 1),
        materialName,
        `${cureWorkingDays}个工作日`,
        spell(due.dueAt),
      ]),
    },
  };
}
