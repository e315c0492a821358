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
    zh: '这笔缴款已有未办结的退费申请,请办理已有的退费单。',
    en: 'A refund of this payment waits already; act on that one.',
  });

/** Money nobody asked for that is owed all the same. */
export const refundOwed = (): DomainError =>
  new DomainError('refund.owed', 'conflict', {
    zh: '这笔款项应当退还(办件已终止、多缴、重复缴款或已减免),不能不予退费,请批准。',
    en: 'This money is owed to the payer (the case ended, overpaid, paid twice or waived): approve it, it cannot be declined.',
  });

/** A refund is asked for once the bill is paid in full. */
export const billNotSettled = (): DomainError =>
  new DomainError('refund.bill-not-settled', 'conflict', {
    zh: '缴款单未结清,不能申请退费;未结清的缴款单经减免或随办件终止后,已缴款项自动退还。',
    en: 'The bill is not settled. What was paid on it goes back by itself when it is waived or its case ends.',
  });
