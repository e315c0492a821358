import { DomainError } from '#lib/service-kit';

/** @param exists whether the order is there, but outside the reader's reach: the same answer, kept in the audit */
export const actOrderNotFound = (exists: boolean): DomainError =>
  new DomainError(
    'act-order.not-found',
    'not-found',
    { zh: '没有找到这个督办单。', en: 'There is no such order to act.' },
    [],
    exists,
  );
