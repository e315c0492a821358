import { DomainError } from '#lib/service-kit';

/** No such item was published. */
export const itemUnknown = (): DomainError =>
  new DomainError(
    'item.unknown',
    'invalid',
    { zh: '没有这个事项,请在事项目录中选择。', en: 'There is no such item; choose one from the catalogue.' },
    [{ field: 'itemId', code: 'item.unknown', message: { zh: '没有这个事项', en: 'no such item' } }],
  );

/** The item takes no more cases. */
export const itemWithdrawn = (): DomainError =>
  new DomainError(
    'item.withdrawn',
    'conflict',
    {
      zh: '该事项已取消,不再收件;在办件继续办理。',
      en: 'The item was withdrawn and takes no more cases; running ones go on.',
    },
    [{ field: 'itemId', code: 'item.withdrawn', message: { zh: '该事项已取消', en: 'the item was withdrawn' } }],
  );

/** The item is not for applicants of this kind. */
export const applicantKindNotServed = (serves: string): DomainError =>
  new DomainError(
    'item.applicant-kind-not-served',
    'invalid',
    { zh: `该事项的服务对象是:${serves}。`, en: `The item serves: ${serves}.` },
    [
      {
        field: 'applicant.kind',
        code: 'item.applicant-kind-not-served',
        message: { zh: `服务对象:${serves}`, en: `the item serves ${serves}` },
      },
    ],
  );
