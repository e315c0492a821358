import { LessThan } from 'typeorm';
import type { Tx } from '#lib/persistence';
import { BusinessTime } from './business-time.entity.js';
import type { Clock } from './clock.js';

/**
 * Takes over a business-time offset that was announced, if it is newer than the one known.
 *
 * @param tx the transaction of the delivery
 * @param clock the service's clock, moved when the transaction has committed
 * @param announced the announcement's aggregate version
 * @param offsetMs milliseconds ahead of real time
 */
export async function hearBusinessTime(tx: Tx, clock: Clock, announced: number, offsetMs: number): Promise<void> {
  const { affected } = await tx.update(
    BusinessTime,
    { id: 'offset', announced: LessThan(String(announced)) },
    { offsetMs: String(offsetMs), announced: String(announced) },
  );
  if (affected === 1) tx.afterCommit(() => clock.moveTo(offsetMs));
}
