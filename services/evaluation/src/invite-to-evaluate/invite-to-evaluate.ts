import { Inject, Injectable } from '@nestjs/common';
import { authorise, type Caller } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { newSecret } from '#lib/service-kit';
import { alreadyGiven } from '../evaluation/evaluation.errors.js';
import { EvaluationConfig } from '../evaluation.config.js';
import { keepInvitation } from '../invitation/invitation.repository.js';
import { getOccasion } from '../occasion/occasion.repository.js';
import { officeScope } from '../occasion/office-scope.js';
import { rulesOf } from '../rules/region-rules.js';

/** An invitation as the desk shows it. */
export interface InvitationAnswer {
  occasionId: string;
  /** 256 random bits; told here once and kept as a digest only. */
  token: string;
  expiresAt: string;
}

const day = 24 * 60 * 60_000;

/** Makes the one-time token that lets whoever holds it rate an occasion without signing in. */
@Injectable()
export class InviteToEvaluate {
  constructor(@Inject(EvaluationConfig) private readonly config: EvaluationConfig) {}

  /** @throws DomainError `occasion.not-found`, `evaluation.already-given`, `authority.*` */
  async execute(tx: Tx, { caller, occasionId }: { caller: Caller; occasionId: string }): Promise<InvitationAnswer> {
    const occasion = await getOccasion(tx, await officeScope(tx, caller), occasionId);
    const { region, departmentId, itemId, state } = occasion;
    const { personId: invitedBy } = await authorise(tx, caller, { region, departmentId, itemId });
    if (state !== 'unrated' && state !== 'defaulted') throw alreadyGiven();
    const { invitationDays } = rulesOf(this.config.RULES_BY_REGION, region);
    const expiresAt = new Date(tx.now.getTime() + invitationDays * day);
    const token = newSecret();
    await keepInvitation(tx, { occasionId, invitedBy, expiresAt }, token);
    return { occasionId, token, expiresAt: expiresAt.toISOString() };
  }
}
