import { DomainError } from '#lib/service-kit';

/** @param exists whether the person is there, but outside the reader's region: the same answer, kept in the audit */
export const staffNotFound = (exists: boolean): DomainError =>
  new DomainError(
    'staff.not-found',
    'not-found',
    { zh: '没有找到这名工作人员。', en: 'There is no such staff member.' },
    [],
    exists,
  );
