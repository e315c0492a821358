import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { caseDoor, getCase } from '../case/case.repository.js';
import { getWithdrawal, withdrawalDoor } from '../withdrawal/withdrawal.repository.js';
import type { WithdrawalRefusedAnswer } from './refuse-withdrawal.dto.js';

/** Who refuses which request and why, on the case as they saw it. */
export interface RefuseInput {
  caller: Caller;
  caseId: string;
  requestId: string;
  version: number;
  reason: string;
}

/** The withdrawal is not granted; the review goes on as it was. */
@Injectable()
export class RefuseWithdrawal {
  async execute(tx: Tx, input: RefuseInput): Promise<WithdrawalRefusedAnswer> {
    const { caller, caseId, requestId, version, reason } = input;
    const it = await getCase(tx, await scopeOf(tx, caller), caseId);
    const { region, departmentId, itemId } = it;
    const by = await authorise(tx, caller, { region, departmentId, itemId });
    const request = await getWithdrawal(tx, caseId, requestId);
    if (withdrawalDoor.allows(request.state, 'refuse')) caseDoor.requireVersion(it, version);
    const answer = { answer: reason, answeredBy: by.personId, answeredAt: tx.now };
    await withdrawalDoor.advance(tx, request, 'refuse', by, { caseId, requestId, reason }, answer);
    return { caseId, requestId, state: request.state, version: request.version };
  }
}
