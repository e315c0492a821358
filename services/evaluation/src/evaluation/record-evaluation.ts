import type { EventAuthority } from '#lib/contracts';
import { cancelTimer, type Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { count, figuresOf } from '../indicator/indicator.repository.js';
import type { Occasion } from '../occasion/occasion.entity.js';
import { occasionDoor } from '../occasion/occasion.repository.js';
import { defaultEvaluation } from './default-due.js';
import type { Evaluation } from './evaluation.entity.js';
import { alreadyGiven } from './evaluation.errors.js';
import { findEvaluation, keepFirst, replaceDefault } from './evaluation.repository.js';

/** What of an evaluation its giver says; the rest follows. */
export type Given = Pick<Evaluation, 'level' | 'indicators' | 'channel' | 'origin' | 'deviceId' | 'source'>;

/**
 * Records the one evaluation of an occasion, says it and counts it. The applicant's rating takes the place of a default
 * one, under the same id; nothing takes the place of the applicant's.
 *
 * @param by on whose authority
 * @returns the evaluation as it stands
 * @throws DomainError `evaluation.already-given`
 */
export async function recordEvaluation(
  tx: Tx,
  occasion: Occasion,
  given: Given,
  by: EventAuthority,
): Promise<Evaluation> {
  const { occasionId, region } = occasion;
  const earlier = await findEvaluation(tx, occasion);
  const evaluationId = earlier?.evaluationId ?? newId();
  const evaluation = { ...given, occasionId, evaluationId, region, ratedAt: tx.now, arrivedAt: tx.real };
  if (earlier === undefined) await keepFirst(tx, evaluation);
  else if (earlier.origin === 'default' && given.origin !== 'default') await replaceDefault(tx, evaluation);
  else throw alreadyGiven();
  await occasionDoor.advance(tx, occasion, actOf(occasion, given), by, contentOf(occasion, evaluation));
  await cancelTimer(tx, defaultEvaluation, occasionId);
  const before = earlier === undefined ? {} : figuresOf(earlier, -1);
  await count(tx, occasion, { ...before, ...figuresOf(evaluation, 1) });
  return evaluation;
}

function actOf({ state }: Occasion, { origin }: Given): 'default' | 'evaluate' | 'replace' {
  if (origin === 'default') return 'default';
  return state === 'defaulted' ? 'replace' : 'evaluate';
}

function contentOf(occasion: Occasion, { evaluationId, level, origin, channel }: Evaluation) {
  const { caseId, occasionId, serviceNumber, departmentId, servedBy } = occasion;
  return { evaluationId, caseId, occasionId, serviceNumber, level, origin, channel, departmentId, servedBy };
}
