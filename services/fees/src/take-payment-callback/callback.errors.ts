import { DomainError } from '#lib/service-kit';

/** A callback id that came before with other content. */
export const callbackAltered = (): DomainError =>
  new DomainError('callback.altered', 'key-reused', {
    zh: '这个回调编号此前的内容不同。',
    en: 'This callback id came with other content before.',
  });

/** A pay code no bill has. */
export const payCodeUnknown = (): DomainError =>
  new DomainError('pay-code.unknown', 'not-found', {
    zh: '没有这个缴款识别码的缴款单。',
    en: 'No bill has this pay code.',
  });
