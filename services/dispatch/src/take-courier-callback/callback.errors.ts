import { DomainError } from '#lib/service-kit';

/** A callback id that came before with other content. */
export const callbackAltered = (): DomainError =>
  new DomainError('callback.altered', 'key-reused', {
    zh: '这个回调编号此前的内容不同。',
    en: 'This callback id came with other content before.',
  });

/** A consignment we never gave to this courier. */
export const consignmentUnknown = (): DomainError =>
  new DomainError('consignment.unknown', 'not-found', { zh: '没有这个寄递单。', en: 'There is no such consignment.' });
