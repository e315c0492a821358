import { DomainError } from '#lib/service-kit';

/** One service, one evaluation, whatever the channel (GB/T 39734). */
export const alreadyGiven = (): DomainError =>
  new DomainError('evaluation.already-given', 'conflict', {
    zh: '这次服务已经评价过,一次服务只能评价一次;如有新的意见,请通过投诉渠道反映。',
    en: 'This service was rated already, and each is rated once; what else there is to say is said by a complaint.',
  });

/** Nobody of the office rates its own service; kept in the audit. */
export const staffMayNotRate = (): DomainError =>
  new DomainError('evaluation.by-staff', 'forbidden', {
    zh: '工作人员不能代替办事人评价,请由办事人本人评价。',
    en: 'Staff may not rate: only the applicant may.',
  });

/** The codes belong to another level. */
export const indicatorOfOtherLevel = (level: number): DomainError =>
  new DomainError(
    'evaluation.indicator-of-other-level',
    'invalid',
    {
      zh: `评价指标代码应属于所选的满意度,即以 ${level} 开头。`,
      en: `Indicator codes must belong to the level chosen: they begin with ${level}.`,
    },
    [
      {
        field: 'indicators',
        code: 'evaluation.indicator-of-other-level',
        message: { zh: `应以 ${level} 开头`, en: `must begin with ${level}` },
      },
    ],
  );
