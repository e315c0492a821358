import { DomainError } from '#lib/service-kit';

/** @param field the request's field that names the organisation */
export const organisationNotFound = (field: string): DomainError =>
  new DomainError(
    'organisation.not-found',
    'not-found',
    { zh: '没有这个机构,请先登记机构。', en: 'There is no such organisation; enter it first.' },
    [{ field, code: 'organisation.not-found', message: { zh: '没有这个机构', en: 'names no organisation' } }],
  );

export const organisationKnown = (): DomainError =>
  new DomainError('organisation.known', 'conflict', {
    zh: '这个机构编号已登记;要修改请用“变更”。',
    en: 'An organisation with this id was entered before; change it instead.',
  });

export const creditCodeTaken = (): DomainError =>
  new DomainError(
    'organisation.credit-code-taken',
    'conflict',
    {
      zh: '这个统一社会信用代码已登记在另一机构名下。',
      en: 'Another organisation is entered with this social credit code.',
    },
    [{ field: 'creditCode', code: 'organisation.credit-code-taken', message: { zh: '已被使用', en: 'is in use' } }],
  );
