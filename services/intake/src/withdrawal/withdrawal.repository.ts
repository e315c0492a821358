import type { EventAuthority } from '#lib/contracts';
import { Door } from '#lib/messaging';
import { isDuplicateKey, type Tx } from '#lib/persistence';
import { WithdrawalRequest } from './withdrawal.entity.js';
import { requestedAlready } from './withdrawal.errors.js';
import { withdrawalTransitions } from './withdrawal.states.js';

/** The only writer of a withdrawal request's state. */
export const withdrawalDoor = new Door({
  aggregate: 'withdrawal',
  noun: { zh: '撤件申请', en: 'withdrawal request' },
  entity: WithdrawalRequest,
  key: 'requestId',
  transitions: withdrawalTransitions,
});

/**
 * Asks review to let a case go.
 *
 * @throws DomainError `withdrawal.requested-already` when one is open
 */
export async function requestWithdrawal(
  tx: Tx,
  request: Pick<WithdrawalRequest, 'requestId' | 'caseId' | 'region' | 'reason' | 'requestedBy'>,
  by: EventAuthority,
): Promise<WithdrawalRequest> {
  const { requestId, caseId, reason } = request;
  const row = { ...request, openCaseId: caseId, requestedAt: tx.now, answer: null };
  return withdrawalDoor.enter(tx, row, 'request', by, { caseId, requestId, reason }).catch((error: unknown) => {
    throw isDuplicateKey(error) ? requestedAlready() : error;
  });
}

/** A request by its id, or undefined. */
export async function findWithdrawal(tx: Tx, requestId: string): Promise<WithdrawalRequest | undefined> {
  return tx.findOne(WithdrawalRequest, { where: { requestId } });
}

/** The newest request of a case, or undefined. */
export async function newestWithdrawal(tx: Tx, caseId: string): Promise<WithdrawalRequest | undefined> {
  return tx.findOne(WithdrawalRequest, { where: { caseId }, order: { requestId: 'DESC' } });
}
