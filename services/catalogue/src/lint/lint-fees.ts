import type { Sentence } from '#lib/service-kit';
import type { Finding } from '../item/finding.js';
import type { LintSubject } from './lint-subject.js';

const finding = (code: string, path: string, message: Sentence): Finding => ({
  code,
  severity: 'reject',
  path,
  message,
});

/** A charge needs basis, standard and a way to complain (收费公开: 依据、标准、监督渠道). */
export function lintFees({ item, guide }: LintSubject): Finding[] {
  if (!guide.feeCharged && item.feeLines.length > 0) return [isContradiction];
  if (!guide.feeCharged) return [];
  const found: Finding[] = [];
  if (item.feeLines.length === 0) found.push(hasNoStandard);
  item.feeLines.forEach(({ name, basis }, index) => {
    if (basis.trim() === '') found.push(hasNoBasis(`feeLines.${index}.basis`, name));
  });
  if (guide.feeSupervision.trim() === '') found.push(hasNoSupervision);
  return found;
}

const isContradiction = finding('fee.not-charged', 'guide.feeCharged', {
  zh: '标记为不收费,却列有收费项目。',
  en: 'The item is marked free of charge and lists fees.',
});

const hasNoStandard = finding('fee.no-standard', 'feeLines', {
  zh: '标记收费但没有收费标准。',
  en: 'The item is marked as charged and states no amount.',
});

const hasNoSupervision = finding('fee.no-supervision', 'guide.feeSupervision', {
  zh: '标记收费但没有公布监督渠道。',
  en: 'The item is marked as charged and names no way to complain about it.',
});

const hasNoBasis = (path: string, name: string): Finding =>
  finding('fee.no-basis', path, { zh: `收费项目“${name}”没有收费依据。`, en: `The fee “${name}” has no basis.` });
