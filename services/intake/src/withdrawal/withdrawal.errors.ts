import { DomainError } from '#lib/service-kit';

/** One open request for a case. */
export const requestedAlready = (): DomainError =>
  new DomainError('withdrawal.requested-already', 'conflict', {
    zh: '此件已有撤件申请正在审查,请等待答复。',
    en: 'A request to withdraw this case is already under review; wait for the answer.',
  });
