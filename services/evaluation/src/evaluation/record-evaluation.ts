import type { EventAuthority } from '#lib/contracts';
import { cancelTimer, type Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { count, figuresOf } from '../indicator/indicator.repository.js';
import type { Occasion } from '../occasion/occasion.entity.js';
import { everywhere, getOccasion, occasionDoor } from '../occasion/occasion.repository.js';
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
  const first = { ...given, occasionId, evaluationId: newId(), region, ratedAt: tx.now, arrivedAt: tx.real };
  const earlier = (await findEvaluation(tx, occasion)) ?? (await keepFirst(tx, first));
  const evaluation = earlier === undefined ? first : { ...first, evaluationId: earlier.evaluationId };
  if (earlier !== undefined) await replace(tx, earlier, evaluation);
  // The default may have been recorded since the occasion was read.
  const it = earlier === undefined ? occasion : await getOccasion(tx, everywhere, occasionId);
  await occasionDoor.advance(tx, it, actOf(it, given), by, contentOf(it, evaluation));
  await cancelTimer(tx, defaultEvaluation, occasionId);
  const before = earlier === undefined ? {} : figuresOf(earlier, -1);
  count(tx, occasion, { ...before, ...figuresOf(evaluation, 1) });
  return evaluation;
}

async function replace(tx: Tx, earlier: Evaluation, evaluation: Evaluation): Promise<void> {
  if (earlier.origin !== 'default' || evaluation.origin === 'default') throw alreadyGiven();
  await replaceDefault(tx, evaluation);
}

function actOf({ state }: Occasion, { origin }: Given): 'default' | 'evaluate' | 'replace' {
  if (origin === 'default') return 'default';
  return state === 'defaulted' ? 'replace' : 'evaluate';
}

function contentOf(occasion: Occasion, { evaluationId, level, origin, channel }: Evaluation) {
  const { caseId, occasionId, serviceNumber, departmentId, servedBy } = occasion;
  return { evaluationId, caseId, occasionId, serviceNumber, level, origin, channel, departmentId, servedBy };
}
