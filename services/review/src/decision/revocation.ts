import { Injectable } from '@nestjs/common';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import type { ReviewCase } from '../case/case.entity.js';
import { caseDoor } from '../case/case.repository.js';
import { revocationLetter } from '../letter/decision-letters.js';
import { Letters } from '../letter/letter.js';
import type { Decision } from './decision.entity.js';
import { recordRevocation } from './decision.repository.js';

/** What every revocation of a decision consists of: the letter, the case's act and the insert-only row. */
@Injectable()
export class Revocation {
  constructor(private readonly letters: Letters) {}

  /**
   * @param decision one that was not revoked yet
   * @param reason what the letter and DecisionRevoked say
   * @returns the letter's number
   * @throws DomainError `review-case.transition-refused`, `review-case.changed-meanwhile`
   */
  async record(tx: Tx, it: ReviewCase, by: EventAuthority, decision: Decision, reason: string): Promise<string> {
    const { caseId } = it;
    const { decisionId } = decision;
    await caseDoor.advance(tx, it, 'revoke', by, { caseId, decisionId, reason });
    const letterNumber = await this.letters.send(tx, it, by, revocationLetter(it, decision.letterNumber, reason));
    const revokedAt = tx.now;
    await recordRevocation(tx, { decisionId, caseId, reason, letterNumber, revokedBy: by.personId, revokedAt });
    return letterNumber;
  }
}
