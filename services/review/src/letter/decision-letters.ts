import { chinaDate } from '#lib/calendar';
import type { ReviewCase } from '../case/case.entity.js';
import { planOf } from '../case/case.repository.js';
import type { Letter, Series } from './letter.js';

/** What was decided and why. */
export interface Grounds {
  outcome: 'approved' | 'denied';
  reason: string;
  basis: readonly string[];
  remedy: string | undefined;
}

/** The decision letter: 准予/不予行政许可决定书 for permits (行政许可法 38), 决定书 for everything else. */
export function decisionLetter(it: ReviewCase, grounds: Grounds): Letter {
  const permit = /许可|permit/i.test(planOf(it).taskType);
  const approved = grounds.outcome === 'approved';
  return {
    series: seriesOf(permit, approved),
    document: 'decision',
    title: permit ? `${approved ? '准予' : '不予'}行政许可决定书` : '决定书',
    paragraphs: [
      opening(it),
      `经审查,${grounds.reason}`,
      `根据下列规定,本机关决定${approved ? '准予' : '不予'}${permit ? '行政许可' : '办理'}。`,
      ...(approved ? ['本机关自作出决定之日起十个工作日内颁发、送达办理结果。'] : []),
    ],
    basis: grounds.basis,
    remedy: grounds.remedy,
  };
}

function seriesOf(permit: boolean, approved: boolean): Series {
  if (!permit) return '决';
  return approved ? '许准' : '许否';
}

/** 撤件终止审查通知书. */
export function withdrawalLetter(it: ReviewCase): Letter {
  return {
    series: '撤件',
    document: 'withdrawal',
    title: '撤件终止审查通知书',
    paragraphs: [
      opening(it),
      '现根据你(单位)的撤件申请,本机关同意撤回,对该申请终止审查。需要办理的,可以重新提出申请。',
    ],
  };
}

/** 终止办理通知书: a promised material (容缺) did not come in time. @param reason which, and by when it was promised */
export function lapseLetter(it: ReviewCase, reason: string): Letter {
  return {
    series: '终止',
    document: 'lapse',
    title: '终止办理通知书',
    paragraphs: [opening(it), `${reason}依照该承诺,本机关对该申请终止办理。需要办理的,可以备齐材料重新提出申请。`],
    remedy: '对本通知不服的,可以依法申请行政复议或者提起行政诉讼。',
  };
}

/** The letter that a decision is revoked (行政许可法 69). */
export function revocationLetter(it: ReviewCase, letterNumber: string, reason: string): Letter {
  return {
    series: '撤销',
    document: 'revocation',
    title: '撤销决定通知书',
    paragraphs: [opening(it), `经核查,${reason}`, `本机关决定撤销${letterNumber}决定书。`],
    basis: ['《中华人民共和国行政许可法》第六十九条'],
    remedy: '对本决定不服的,可以依法申请行政复议或者提起行政诉讼。',
  };
}

/** The first sentence of every letter: which application is meant. */
export function opening(it: ReviewCase): string {
  return `你(单位)申请的“${it.itemName}”(办件编号:${it.caseNumber}),本机关于${chinaDate(it.acceptedAt)}受理。`;
}
