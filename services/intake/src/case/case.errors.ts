import { DomainError, type FieldFault } from '#lib/service-kit';

/** @param audited whether the case exists where the reader may not look: the same answer, kept in the audit */
export const caseNotFound = (audited: boolean): DomainError =>
  new DomainError(
    'case.not-found',
    'not-found',
    { zh: '没有找到这个办件,请核对编号。', en: 'There is no such case; check its id.' },
    [],
    audited,
  );

/** One correction notice for a case: every defect is told at once (一次性告知, 行政许可法 art. 32). */
export const correctedAlready = (): DomainError =>
  new DomainError('case.corrected-already', 'conflict', {
    zh: '此件已发出过一次补正通知书,不得再次要求补正;请受理或不予受理。',
    en: 'This case had its one correction notice; no second is allowed. Accept or refuse it.',
  });

/** @param fields each mandatory material that is not there */
export const materialsMissing = (fields: readonly FieldFault[]): DomainError =>
  new DomainError(
    'case.material-missing',
    'conflict',
    {
      zh: '必要材料不齐,不能受理;请收齐 errors 所列材料,或发出补正通知书。',
      en: 'Mandatory materials are missing: take in those named in errors, or send a correction notice.',
    },
    fields,
  );

/** Lapse is a reason to refuse only once the time to cure has passed. */
export const curePeriodRunning = (): DomainError =>
  new DomainError('case.cure-period-running', 'conflict', {
    zh: '补正期限尚未届满,不能以逾期未补正为由不予受理。',
    en: 'The time to cure has not passed: the correction has not lapsed. Another reason class would be allowed.',
  });

/** Papers are taken in before acceptance; afterwards only what is outstanding (容缺). */
export const materialsClosed = (state: string): DomainError =>
  new DomainError('case.materials-closed', 'conflict', {
    zh: `办件现在的状态是 ${state},不再接收这份材料;受理前(lodged、under-correction)可以提交,受理后只接收容缺待补的材料。`,
    en: `The case is ${state} and does not take this material; lodged and under-correction cases take any, accepted ones what is outstanding.`,
  });
