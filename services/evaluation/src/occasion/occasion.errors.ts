import { DomainError } from '#lib/service-kit';

/** @param audited when the occasion exists but the reader may not see it */
export const occasionNotFound = (audited: boolean): DomainError =>
  new DomainError(
    'occasion.not-found',
    'not-found',
    {
      zh: '没有找到这次服务;只有已经提供的服务可以评价。',
      en: 'There is no such service; only a service that was rendered can be rated.',
    },
    [],
    audited,
  );
