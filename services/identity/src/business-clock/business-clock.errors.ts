import { DomainError } from '#lib/service-kit';

export const clockInProduction = (): DomainError =>
  new DomainError('clock.production', 'forbidden', {
    zh: '正式环境的业务时间不能调整。',
    en: 'Business time cannot be moved in production.',
  });

export const clockWish = (): DomainError =>
  new DomainError(
    'clock.one-wish',
    'invalid',
    { zh: '请填 offsetMs 或 advanceTo 其中一项。', en: 'Give either offsetMs or advanceTo.' },
    [
      {
        field: 'offsetMs',
        code: 'clock.one-wish',
        message: { zh: '与 advanceTo 二选一', en: 'is given instead of advanceTo, not beside it' },
      },
    ],
  );

/** @param now business time as it stands */
export const clockBackwards = (now: Date): DomainError =>
  new DomainError(
    'clock.backwards',
    'invalid',
    {
      zh: `advanceTo 应晚于现在的业务时间 ${now.toISOString()}。`,
      en: `advanceTo must be later than business time now, ${now.toISOString()}.`,
    },
    [{ field: 'advanceTo', code: 'clock.backwards', message: { zh: '早于现在的业务时间', en: 'is in the past' } }],
  );
