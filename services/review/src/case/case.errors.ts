import { DomainError } from '#lib/service-kit';

/** @param exists whether the case is there, but outside the reader's reach: the same answer, kept in the audit */
export const caseNotFound = (exists: boolean): DomainError =>
  new DomainError(
    'case.not-found',
    'not-found',
    { zh: '没有找到这个办件。', en: 'There is no such case.' },
    [],
    exists,
  );

/** @param departments ids of the departments that have not spoken yet */
export const opinionsMissing = (departments: readonly string[]): DomainError =>
  new DomainError('case.opinions-missing', 'conflict', {
    zh: `以下会办部门尚未出具意见,请先催办:${departments.join('、')}。`,
    en: `These departments have not given their opinion yet: ${departments.join(', ')}. Urge them first.`,
  });

/** @param departments ids of the departments that disagree */
export const opinionsForbid = (departments: readonly string[]): DomainError =>
  new DomainError('case.opinions-forbid', 'conflict', {
    zh: `以下会办部门不同意,不能作出准予决定:${departments.join('、')};可以作出不予决定。`,
    en: `These departments disagree, so the case cannot be approved: ${departments.join(', ')}. It may be denied.`,
  });

const named = (cases: readonly { caseId: string; itemName: string }[]): string =>
  cases.map(({ caseId, itemName }) => (itemName === '' ? caseId : `${itemName}(${caseId})`)).join('、');

/** @param cases the predecessors that have no decision yet */
export const predecessorUndecided = (cases: readonly { caseId: string; itemName: string }[]): DomainError =>
  new DomainError('case.predecessor-undecided', 'conflict', {
    zh: `先行事项尚未作出准予决定,本事项暂不能准予:${named(cases)};可以作出不予决定。`,
    en: `These cases must be approved first, so this one cannot be approved yet: ${named(cases)}. It may be denied.`,
  });

/** @param cases the predecessors that were denied, withdrawn or revoked */
export const predecessorFailed = (cases: readonly { caseId: string; itemName: string }[]): DomainError =>
  new DomainError('case.predecessor-failed', 'conflict', {
    zh: `先行事项未获准予,本事项不能准予:${named(cases)};只能作出不予决定或者由申请人撤件。`,
    en: `These cases were not approved, so this one cannot be: ${named(cases)}. It may only be denied or withdrawn.`,
  });

/** @param fees names of what must be paid before the decision */
export const feeUnsettled = (fees: readonly string[]): DomainError =>
  new DomainError('case.fee-unsettled', 'conflict', {
    zh: `决定前应缴的费用尚未缴清或减免:${fees.join('、')};可以作出不予决定,或待缴清后再准予。`,
    en: `A fee due before the decision is neither paid nor waived: ${fees.join(', ')}. Deny, or approve once it is.`,
  });

export const extensionUndeclared = (): DomainError =>
  new DomainError('limit.extension-undeclared', 'conflict', {
    zh: '该事项没有规定可以延长办理期限。',
    en: 'This item has no rule that allows its limit to be extended.',
  });

/** 行政许可法 42 allows one extension. */
export const alreadyExtended = (): DomainError =>
  new DomainError('limit.already-extended', 'conflict', {
    zh: '该办件已经延长过一次期限,不能再延长。',
    en: 'The limit of this case was extended once already; it cannot be extended again.',
  });

/** @param declared names of the procedures that may stop the clock, told so that the caller can choose one */
export const procedureUndeclared = (declared: readonly string[]): DomainError =>
  new DomainError('procedure.undeclared', 'conflict', {
    zh: `该事项没有公布这个不计入期限的特别程序;可以启动:${declared.join('、') || '无'}。`,
    en: `The item declares no such procedure outside the clock. Declared: ${declared.join(', ') || 'none'}.`,
  });

/** @param days most days the item allows */
export const procedureTooLong = (days: number): DomainError =>
  new DomainError(
    'procedure.too-long',
    'invalid',
    { zh: `该特别程序公布的时限为 ${days} 天。`, en: `The procedure is declared with at most ${days} days.` },
    [
      {
        field: 'days',
        code: 'procedure.too-long',
        message: { zh: `不能超过 ${days}`, en: `must not be more than ${days}` },
      },
    ],
  );
