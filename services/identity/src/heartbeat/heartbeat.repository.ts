import { systemAuthority } from '#lib/access';
import { HeartbeatSentSchema } from '#lib/contracts';
import { announce } from '#lib/messaging';
import type { Tx } from '#lib/persistence';
import { everywhere } from '../region/everywhere.js';
import { Heartbeat } from './heartbeat.entity.js';

const heartbeatId = 'identity';
/** A little less than the 15 s between two, so that a look that comes a moment early does not wait for the next. */
const leastMilliseconds = 14_500;

/**
 * Sends a heartbeat when one is due. Of several replicas, whoever's version predicate holds sends it.
 *
 * @returns whether this one sent it
 */
export async function sendHeartbeat(tx: Tx): Promise<boolean> {
  const last = await tx.findOne(Heartbeat, { where: { heartbeatId } });
  if (last === undefined) throw new Error('the heartbeat row is missing: run the migrations');
  if (tx.real.getTime() - last.sentAt.getTime() < leastMilliseconds) return false;
  const { affected } = await tx.update(Heartbeat, { heartbeatId, version: last.version }, { sentAt: tx.real });
  if (affected !== 1) return false;
  const about = { aggregate: 'heartbeat', id: heartbeatId, version: last.version + 1, region: everywhere };
  announce(tx, HeartbeatSentSchema, about, systemAuthority, { sentAt: tx.real.toISOString() });
  return true;
}
