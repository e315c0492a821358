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
