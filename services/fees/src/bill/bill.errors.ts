import { DomainError } from '#lib/service-kit';

/** @param audited when the bill exists but the reader may not see it */
export const billNotFound = (audited: boolean): DomainError =>
  new DomainError(
    'bill.not-found',
    'not-found',
    { zh: '没有找到这张缴款单。', en: 'There is no such bill.' },
    [],
    audited,
  );

/** A line the plan does not foresee: nothing beyond the published list is charged. @param codes what it foresees */
export const lineUnknown = (code: string, codes: readonly string[]): DomainError =>
  new DomainError(
    'bill.line-unknown',
    'invalid',
    {
      zh: `本件的收费清单中没有 ${code};可以选择:${codes.join('、')}。`,
      en: `The plan of this case has no fee line ${code}. It has: ${codes.join(', ')}.`,
    },
    [{ field: 'lines', code: 'bill.line-unknown', message: { zh: `没有 ${code}`, en: `there is no ${code}` } }],
  );

/** Every line has a condition and none was chosen. */
export const nothingToPay = (): DomainError =>
  new DomainError('bill.nothing-to-pay', 'conflict', {
    zh: '没有选择任何收费项目;如各项条件均不适用,请以“不适用”办理免收(waive, not-applicable)。',
    en: 'No fee line was chosen. If none of their conditions applies, waive the fee as not-applicable.',
  });

/** 无依据不得收费. @param name of the line */
export const basisMissing = (name: string): DomainError =>
  new DomainError('fee.basis-missing', 'conflict', {
    zh: `“${name}”没有收费依据,不得收取;请事项管理员补充依据,本件以“不适用”办理。`,
    en: `“${name}” has no basis and may not be charged. The item manager must state its basis; waive it here as not-applicable.`,
  });

/** 已取消的收费不得收取. @param name of the line */
export const feeExpired = (name: string): DomainError =>
  new DomainError('fee.expired', 'conflict', {
    zh: `“${name}”已不在该事项现行收费目录中,不得再收取;请以“不适用”办理。`,
    en: `“${name}” is no longer on the item’s fee list in force and may not be charged any more; waive it as not-applicable.`,
  });

/** The item's fee list was not heard yet. */
export const scheduleUnheard = (): DomainError =>
  new DomainError('fee.schedule-unheard', 'unavailable', {
    zh: '尚未收到该事项的收费目录,请稍候重试。',
    en: 'The fee list of the item has not been heard of yet; try again in a moment.',
  });

/** Who collects has not been heard of yet. */
export const organUnknown = (): DomainError =>
  new DomainError('hall.unknown', 'unavailable', {
    zh: '尚未收到大厅信息,请稍候重试。',
    en: 'The hall has not been heard of yet; try again in a moment.',
  });
