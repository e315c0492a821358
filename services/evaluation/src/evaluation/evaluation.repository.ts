import { In } from 'typeorm';
import { isDuplicateKey, type Tx } from '#lib/persistence';
import type { Occasion } from '../occasion/occasion.entity.js';
import { Evaluation } from './evaluation.entity.js';
import { alreadyGiven } from './evaluation.errors.js';

/** The evaluation of an occasion the reader may see, or undefined while there is none. */
export async function findEvaluation(
  tx: Tx,
  { occasionId }: Pick<Occasion, 'occasionId'>,
): Promise<Evaluation | undefined> {
  return tx.findOne(Evaluation, { where: { occasionId } });
}

/** The evaluations of occasions the reader may see, at most a page of them. */
export async function listEvaluations(tx: Tx, occasions: Pick<Occasion, 'occasionId'>[]): Promise<Evaluation[]> {
  if (occasions.length === 0) return [];
  const ids = occasions.map(({ occasionId }) => occasionId);
  return tx.find(Evaluation, { where: { occasionId: In(ids) }, take: ids.length });
}

/**
 * Keeps the first evaluation of an occasion.
 *
 * @returns undefined when it was the first, else the one that was quicker, which is committed: the insert waited for it
 */
export async function keepFirst(tx: Tx, evaluation: Evaluation): Promise<Evaluation | undefined> {
  try {
    await tx.insert(Evaluation, evaluation);
    return undefined;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return findEvaluation(tx, evaluation);
  }
}

/** Puts a rating in the place of the default one. @throws DomainError `evaluation.already-given` when another was quicker */
export async function replaceDefault(tx: Tx, { occasionId, ...rating }: Evaluation): Promise<void> {
  const { affected } = await tx.update(Evaluation, { occasionId, origin: 'default' }, rating);
  if (affected !== 1) throw alreadyGiven();
}

/** How many ratings came from an address, or a device of the hall, since an instant on the wall. */
export async function countFromSource(
  tx: Tx,
  { source, deviceId }: Pick<Evaluation, 'source' | 'deviceId'>,
  since: Date,
): Promise<number> {
  const [row] = await tx.query<{ ratings: string | number }[]>(
    'SELECT COUNT(*) AS ratings FROM evaluation WHERE source = ? AND device_id = ? AND arrived_at >= ?',
    [source, deviceId, since],
  );
  return Number(row?.ratings ?? 0);
}
