import type { EventAuthority } from '#lib/contracts';
import { Door } from '#lib/messaging';
import type { Tx } from '#lib/persistence';
import { everywhere } from '../region/everywhere.js';
import { BusinessClock } from './business-clock.entity.js';
import { businessClockTransitions } from './business-clock.states.js';

const clockId = 'clock';

/** The only writer of the business clock. */
export const businessClockDoor = new Door({
  aggregate: 'business-clock',
  noun: { zh: '业务时钟', en: 'business clock' },
  entity: BusinessClock,
  key: 'clockId',
  transitions: businessClockTransitions,
});

/** The clock as last moved, or undefined when it never was. */
export async function findBusinessClock(tx: Tx): Promise<BusinessClock | undefined> {
  return tx.findOne(BusinessClock, { where: { clockId } });
}

/** Moves business time and announces it. @param offsetMs milliseconds ahead of real time */
export async function moveBusinessClock(tx: Tx, offsetMs: number, by: EventAuthority): Promise<BusinessClock> {
  const it = await findBusinessClock(tx);
  const moved = { offsetMs: String(offsetMs) };
  const said = { offsetMs: BigInt(offsetMs) };
  if (it === undefined) {
    return businessClockDoor.enter(tx, { clockId, region: everywhere, ...moved }, 'move', by, said);
  }
  await businessClockDoor.advance(tx, it, 'move', by, said, moved);
  return it;
}
