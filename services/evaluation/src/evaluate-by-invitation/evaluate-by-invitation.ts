import { Injectable } from '@nestjs/common';
import type { Visitor } from '#lib/access';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { staffMayNotRate } from '../evaluation/evaluation.errors.js';
import { GiveEvaluation } from '../evaluation/give-evaluation.js';
import type { EvaluationAnswer, RatingRequest } from '../evaluation/rating.dto.js';
import { getInvitation } from '../invitation/invitation.repository.js';
import { everywhere, getOccasion } from '../occasion/occasion.repository.js';

/** On whose word an invited rating is recorded: of whoever held the token, who need not say who they are. */
const invitedApplicant: EventAuthority = { personId: 'invited-applicant' };

/** What an invited rating brings. */
export interface InvitedRating {
  /** Somebody signed in, although the route is open. */
  visitor: Visitor | undefined;
  token: string;
  rating: RatingRequest;
  /** As the gateway saw it. */
  address: string;
}

/** Rates the occasion an invitation names. */
@Injectable()
export class EvaluateByInvitation {
  constructor(private readonly evaluation: GiveEvaluation) {}

  /** @throws DomainError `invitation.*`, `evaluation.*` */
  async execute(tx: Tx, { visitor, token, rating, address }: InvitedRating): Promise<EvaluationAnswer> {
    if (visitor?.kind === 'staff') throw staffMayNotRate();
    const invitation = await getInvitation(tx, token);
    const occasion = await getOccasion(tx, everywhere, invitation.occasionId);
    return this.evaluation.give(tx, occasion, rating, { by: invitedApplicant, invited: { invitation, address } });
  }
}
