import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { count, figuresOf } from '../indicator/indicator.repository.js';
import { everywhere, getOccasion, occasionDoor } from '../occasion/occasion.repository.js';
import { findEvaluation } from './evaluation.repository.js';

/**
 * Takes a rating out of the rates after an appeal; it stays on record and nothing takes its place.
 *
 * @param of the occasion that was rated
 * @param ground malicious | mistaken
 * @param by who upheld the appeal
 */
export async function excludeEvaluation(
  tx: Tx,
  of: { occasionId: string },
  ground: string,
  by: EventAuthority,
): Promise<void> {
  const occasion = await getOccasion(tx, everywhere, of.occasionId);
  const evaluation = await findEvaluation(tx, occasion);
  if (evaluation === undefined) throw new Error(`occasion ${of.occasionId} is rectified without an evaluation`);
  const { evaluationId } = evaluation;
  const { caseId, occasionId, departmentId } = occasion;
  await occasionDoor.advance(tx, occasion, 'exclude', by, { evaluationId, caseId, occasionId, departmentId, ground });
  count(tx, occasion, { ...figuresOf(evaluation, -1), excluded: 1 });
}
