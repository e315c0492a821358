import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { getCase, requireSeen } from '../case/case.repository.js';
import { alreadyRevoked, decisionNotFound } from '../decision/decision.errors.js';
import { findDecision, findRevocation } from '../decision/decision.repository.js';
import { Revocation } from '../decision/revocation.js';
import type { RevokedAnswer } from './revoke-decision.dto.js';

/** Who revokes the decision on which case, and why. */
export interface RevokeInput {
  caller: Caller;
  caseId: string;
  version: number;
  reason: string;
}

/** A decision is revoked (行政许可法 69): what is not delivered is recalled by whoever hears it. */
@Injectable()
export class RevokeDecision {
  constructor(private readonly revocation: Revocation) {}

  async execute(tx: Tx, { caller, caseId, version, reason }: RevokeInput): Promise<RevokedAnswer> {
    const it = await getCase(tx, await scopeOf(tx, caller), caseId);
    const { region, departmentId, itemId } = it;
    const by = await authorise(tx, caller, { region, departmentId, itemId });
    requireSeen(it, 'revoke', version);
    const decision = await findDecision(tx, caseId);
    if (decision === undefined) throw decisionNotFound();
    const { decisionId } = decision;
    if ((await findRevocation(tx, decisionId)) !== undefined) throw alreadyRevoked();
    const letterNumber = await this.revocation.record(tx, it, by, decision, reason);
    return { caseId, decisionId, version: it.version, letterNumber };
  }
}
