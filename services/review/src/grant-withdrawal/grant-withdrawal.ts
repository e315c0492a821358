import type { MessageInitShape } from '@bufbuild/protobuf';
import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import type { CaseWithdrawnSchema, EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { caseDoor, getCase, requireSeen } from '../case/case.repository.js';
import { withdrawalLetter } from '../letter/decision-letters.js';
import { Letters } from '../letter/letter.js';
import { closeTasks, listTasks } from '../task/task.repository.js';
import type { Withdrawal } from '../withdrawal/withdrawal.entity.js';
import { getWithdrawal, openWithdrawals, withdrawalDoor } from '../withdrawal/withdrawal.repository.js';
import type { WithdrawnAnswer } from './grant-withdrawal.dto.js';

/** Who grants which request, on the case as they saw it. */
export interface GrantInput {
  caller: Caller;
  caseId: string;
  requestId: string;
  version: number;
}

/** The withdrawal is granted: review ends without a decision, and the applicant is told in writing. */
@Injectable()
export class GrantWithdrawal {
  constructor(private readonly letters: Letters) {}

  async execute(tx: Tx, { caller, caseId, requestId, version }: GrantInput): Promise<WithdrawnAnswer> {
    const it = await getCase(tx, await scopeOf(tx, caller), caseId);
    const { region, departmentId, itemId } = it;
    const by = await authorise(tx, caller, { region, departmentId, itemId });
    const request = await getWithdrawal(tx, caseId, requestId);
    requireSeen(it, 'withdraw', version);
    let noticeNumber = '';
    const end = async (): Promise<Withdrawn> => {
      await grantAll(tx, request, by);
      await closeTasks(tx, await listTasks(tx, caseId), by);
      noticeNumber = await this.letters.send(tx, it, by, withdrawalLetter(it));
      return { caseId, requestId, noticeNumber };
    };
    // The case first: whoever decided meanwhile has ended it, and the door says so. The letter's number last.
    await caseDoor.advance(tx, it, 'withdraw', by, end, { withdrawalRequestId: requestId });
    return { caseId, requestId, state: it.state, version: it.version, noticeNumber };
  }
}

type Withdrawn = MessageInitShape<typeof CaseWithdrawnSchema>;

async function grantAll(tx: Tx, request: Withdrawal, by: EventAuthority): Promise<void> {
  await withdrawalDoor.advance(tx, request, 'grant', by, null, answerOf(tx, by));
  for (const other of await openWithdrawals(tx, request.caseId)) {
    await withdrawalDoor.advance(tx, other, 'grant', by, null, answerOf(tx, by));
  }
}

const answerOf = (tx: Tx, by: EventAuthority): { answeredBy: string; answeredAt: Date } => ({
  answeredBy: by.personId,
  answeredAt: tx.now,
});
