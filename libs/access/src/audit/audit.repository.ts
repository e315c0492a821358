import type { Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import type { Caller } from '../token/caller.js';
import { AccessAudit } from './audit.entity.js';

/**
 * Records that somebody saw personal data in the clear, in the transaction that read it.
 *
 * @param tx the reading transaction
 * @param caller who saw it
 * @param object `<kind>:<id>`
 * @param purpose why, in the reader's words or the act's name
 */
export function recordClearView(tx: Tx, caller: Caller, object: string, purpose: string): void {
  tx.append(AccessAudit, {
    auditId: newId(),
    kind: 'clear-view',
    personId: caller.personId,
    act: caller.act,
    object,
    purpose,
    at: tx.now,
  });
}

/** Records a refused act. */
export function recordRefusal(tx: Tx, refused: { personId: string; act: string; object: string; code: string }): void {
  tx.append(AccessAudit, { auditId: newId(), kind: 'refused', ...refused, at: tx.now });
}
