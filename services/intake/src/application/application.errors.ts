import { DomainError, type FieldFault } from '#lib/service-kit';

/** @param audited whether it exists where the reader may not look: the same answer, kept in the audit */
export const applicationNotFound = (audited: boolean): DomainError =>
  new DomainError(
    'application.not-found',
    'not-found',
    { zh: '没有找到这份申请,请核对编号。', en: 'There is no such application; check its id.' },
    [],
    audited,
  );

/** @param fields what is wrong with which field of the form */
export const formFaulty = (fields: readonly FieldFault[]): DomainError =>
  new DomainError(
    'application.form-faulty',
    'invalid',
    {
      zh: '申请表填写有误,请按 errors 逐项修改后重新提交。',
      en: 'The form has faults; each is named in errors. Mend them and lodge again.',
    },
    fields,
  );

/** A route for bundles was asked of a single item's application. */
export const notOfABundle = (): DomainError =>
  new DomainError('application.not-of-a-bundle', 'conflict', {
    zh: '这份申请只有一个事项,请按办件办理。',
    en: 'This application is for a single item; act on its case.',
  });
