import { DomainError } from '#lib/service-kit';

/** A transaction that was told of with another amount or another bill before. */
export const paymentAltered = (): DomainError =>
  new DomainError('payment.altered', 'key-reused', {
    zh: '该交易流水此前的金额或缴款识别码不同,未作记账。',
    en: 'This transaction came with another amount or pay code before; nothing was posted.',
  });

/** A payment that is not one of the bill's. */
export const paymentUnknown = (): DomainError =>
  new DomainError('payment.unknown', 'not-found', {
    zh: '这张缴款单没有这笔缴款。',
    en: 'The bill has no such payment.',
  });
