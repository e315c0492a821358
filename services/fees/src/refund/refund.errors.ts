import { DomainError } from '#lib/service-kit';

/** @param audited when the refund exists but the reader may not see it */
export const refundNotFound = (audited: boolean): DomainError =>
  new DomainError(
    'refund.not-found',
    'not-found',
    { zh: '没有找到这张退费单。', en: 'There is no such refund.' },
    [],
    audited,
  );

/** @param leftFen what may still go back of the payment */
export const refundTooMuch = (leftFen: bigint): DomainError =>
  new DomainError(
    'refund.too-much',
    'invalid',
    {
      zh: `退费金额超过该笔缴款可退余额 ${leftFen} 分。`,
      en: `No more than ${leftFen} fen of this payment can still be refunded.`,
    },
    [
      {
        field: 'amountFen',
        code: 'refund.too-much',
        message: { zh: `不能大于 ${leftFen}`, en: `must not be more than ${leftFen}` },
      },
    ],
  );

/** A second request for the same payment. */
export const refundExists = (): DomainError =>
  new DomainError('refund.exists', 'conflict', {
    zh: '这笔缴款已有退费申请,请办理已有的退费单。',
    en: 'A refund of this payment was requested already; act on that one.',
  });
