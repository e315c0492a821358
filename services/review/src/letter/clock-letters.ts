import type { ExtensionRule, SpecialProcedure } from '#lib/contracts';
import type { ReviewCase } from '../case/case.entity.js';
import { opening } from './decision-letters.js';
import type { Letter } from './letter.js';

const units = { 'working-day': '个工作日', 'calendar-day': '个自然日' };

/** Tells the applicant that a procedure takes time that is not counted, and how much (行政许可法 45). */
export function procedureLetter(
  it: ReviewCase,
  procedure: Pick<SpecialProcedure, 'name' | 'basis'>,
  told: { days: number; unit: 'working-day' | 'calendar-day' },
): Letter {
  const time = `${told.days}${units[told.unit]}`;
  return {
    series: '停',
    document: 'special-procedure',
    title: '特别程序告知书',
    paragraphs: [opening(it), `现依法需要进行“${procedure.name}”,所需时间为${time},不计入办理期限。`],
    basis: [procedure.basis === '' ? '《中华人民共和国行政许可法》第四十五条' : procedure.basis],
  };
}

/** Tells the applicant that the limit is extended, and why (行政许可法 42). */
export function extensionLetter(it: ReviewCase, rule: ExtensionRule, reason: string): Letter {
  const unit = units[rule.limit?.unit === 'calendar-day' ? 'calendar-day' : 'working-day'];
  return {
    series: '延',
    document: 'extension',
    title: '延长办理期限通知书',
    paragraphs: [
      opening(it),
      `因${reason},经${rule.approver || '本机关负责人'}批准,办理期限延长${rule.limit?.days ?? 0}${unit}。`,
    ],
    basis: ['《中华人民共和国行政许可法》第四十二条'],
  };
}
