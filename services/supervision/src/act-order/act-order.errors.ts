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

/** No calendar was heard yet, so working days cannot be counted. */
export const calendarUnknown = (): DomainError =>
  new DomainError('calendar.unknown', 'unavailable', {
    zh: '尚未收到工作日历,暂不能计算答复期限,请稍候重试。',
    en: 'No working calendar was heard yet, so the date for the answer cannot be computed; try again in a moment.',
  });
