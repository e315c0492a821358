import { DomainError } from '#lib/service-kit';

/** @param audited when it exists but the reader may not see it */
export const differenceNotFound = (audited: boolean): DomainError =>
  new DomainError(
    'difference.not-found',
    'not-found',
    { zh: '没有找到这条对账差异。', en: 'There is no such difference.' },
    [],
    audited,
  );

/** A day that is not over has no whole statement; a later one has none. */
export const dayAhead = (): DomainError =>
  new DomainError(
    'reconciliation.day-ahead',
    'invalid',
    { zh: '只能对今天及以前的日期对账。', en: 'Only today and days before it can be reconciled.' },
    [
      {
        field: 'day',
        code: 'reconciliation.day-ahead',
        message: { zh: '不能晚于今天', en: 'must not be after today' },
      },
    ],
  );
