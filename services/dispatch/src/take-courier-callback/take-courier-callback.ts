import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isDuplicateKey, type Tx } from '#lib/persistence';
import { CourierCallback } from '../consignment/consignment.entity.js';
import { findConsignment } from '../consignment/consignment.repository.js';
import { courierAuthority, noteProgress } from '../consignment/note-progress.js';
import { callbackAltered, consignmentUnknown } from './callback.errors.js';
import type { CourierCallbackRequest } from './take-courier-callback.dto.js';

/** Takes what the courier tells, once for each callback id, in whatever order it comes. */
@Injectable()
export class TakeCourierCallback {
  /** @throws DomainError `callback.altered`, `consignment.unknown` */
  async execute(tx: Tx, callback: CourierCallbackRequest): Promise<void> {
    const consignment = await findConsignment(tx, callback.consignmentId);
    if (consignment === undefined) throw consignmentUnknown();
    if (!(await this.firstTime(tx, callback))) return;
    const { status, waybill, signedBy: reason = '' } = callback;
    await noteProgress(tx, consignment, { status, waybill, reason }, courierAuthority);
  }

  private async firstTime(tx: Tx, callback: CourierCallbackRequest): Promise<boolean> {
    const { callbackId, consignmentId, status } = callback;
    const fingerprint = fingerprintOf(callback);
    try {
      await tx.insert(CourierCallback, { callbackId, consignmentId, status, fingerprint, receivedAt: tx.now });
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const earlier = await tx.findOne(CourierCallback, { where: { callbackId } });
      if (earlier?.fingerprint !== fingerprint) throw callbackAltered();
      return false;
    }
  }
}

/** All a callback says, so that the same id with other content is seen. */
function fingerprintOf({ consignmentId, waybill, status, at, signedBy = '' }: CourierCallbackRequest): string {
  return createHash('sha256').update([consignmentId, waybill, status, at, signedBy].join('\n')).digest('hex');
}
