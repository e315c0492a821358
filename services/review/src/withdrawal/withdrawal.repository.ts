import type { EventAuthority } from '#lib/contracts';
import { Door } from '#lib/messaging';
import type { Tx } from '#lib/persistence';
import { DomainError } from '#lib/service-kit';
import { Withdrawal } from './withdrawal.entity.js';
import { withdrawalTransitions } from './withdrawal.states.js';

/** The only writer of withdrawals. */
export const withdrawalDoor = new Door({
  aggregate: 'withdrawal',
  noun: { zh: '撤件申请', en: 'withdrawal request' },
  entity: Withdrawal,
  key: 'requestId',
  transitions: withdrawalTransitions,
});

/** The reason given to requests that lost against the decision. */
export const decidedAlready = '本件已作出决定,不能再撤件。The case is already decided.';

/** The reason given to requests on a case whose promise (容缺) lapsed. */
export const lapsedAlready =
  '本件因容缺材料逾期未补已终止办理,不必撤件。The case has ended already: a promised material did not come.';

/** A request on a case the actor was let see. @throws DomainError `withdrawal.not-found` */
export async function getWithdrawal(tx: Tx, caseId: string, requestId: string): Promise<Withdrawal> {
  const request = await tx.findOne(Withdrawal, { where: { requestId, caseId } });
  if (request !== undefined) return request;
  throw new DomainError('withdrawal.not-found', 'not-found', {
    zh: '该办件没有这个撤件申请。',
    en: 'The case has no such withdrawal request.',
  });
}

/** The requests on a case the reader was let see, oldest first. */
export async function listWithdrawals(tx: Tx, caseId: string): Promise<Withdrawal[]> {
  return tx.find(Withdrawal, { where: { caseId }, order: { requestId: 'ASC' }, take: 100 });
}

/** The requests nobody has answered yet. */
export async function openWithdrawals(tx: Tx, caseId: string): Promise<Withdrawal[]> {
  return tx.find(Withdrawal, { where: { caseId, state: 'requested' }, order: { requestId: 'ASC' }, take: 100 });
}

/** Requests that lost against another outcome are answered with it. @param reason what the applicant is told */
export async function refuseOpenWithdrawals(tx: Tx, caseId: string, by: EventAuthority, reason: string): Promise<void> {
  for (const request of await openWithdrawals(tx, caseId)) {
    const { requestId } = request;
    const answer = { answer: reason, answeredBy: by.personId, answeredAt: tx.now };
    await withdrawalDoor.advance(tx, request, 'refuse', by, { caseId, requestId, reason }, answer);
  }
}
