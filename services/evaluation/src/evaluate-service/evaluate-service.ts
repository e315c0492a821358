import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { staffMayNotRate } from '../evaluation/evaluation.errors.js';
import { GiveEvaluation } from '../evaluation/give-evaluation.js';
import type { EvaluationAnswer, RatingRequest } from '../evaluation/rating.dto.js';
import { getOccasion } from '../occasion/occasion.repository.js';

/** Rates one's own service: the occasion is found by the rater's blind index and by nothing else. */
@Injectable()
export class EvaluateService {
  constructor(private readonly evaluation: GiveEvaluation) {}

  /** @throws DomainError `occasion.not-found`, `evaluation.*`, `authority.*` */
  async execute(
    tx: Tx,
    input: { caller: Caller; occasionId: string; rating: RatingRequest },
  ): Promise<EvaluationAnswer> {
    const { caller, occasionId, rating } = input;
    if (caller.kind === 'staff') throw staffMayNotRate();
    const occasion = await getOccasion(tx, await scopeOf(tx, caller), occasionId);
    const { region, applicantIndex: personIndex } = occasion;
    const by = await authorise(tx, caller, { region, personIndex });
    return this.evaluation.give(tx, occasion, rating, { by });
  }
}
