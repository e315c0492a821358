import { Injectable } from '@nestjs/common';
import { systemAuthority } from '#lib/access';
import type { DueTimer, TimerAct, Tx } from '#lib/persistence';
import { chaseConsignment, findConsignment, isOver, scheduleChase } from '../consignment/consignment.repository.js';
import { courierAuthority, noteProgress, type Progress } from '../consignment/note-progress.js';
import { Courier, type ParcelAnswer } from '../courier/courier.js';

/** With the runner's back-off about a day. */
const patience = 300;

const lost: Progress = { status: 'failed', waybill: '', reason: '承运方没有该寄件的记录 / not known to the courier' };

/**
 * Asks the courier about a parcel it did not call back about, so that no order waits for ever: what it says is noted, a
 * parcel under way is asked after again, and one it knows nothing of has failed and can be sent anew.
 */
@Injectable()
export class ChaseConsignmentTimer implements TimerAct {
  readonly kind = chaseConsignment;

  constructor(private readonly courier: Courier) {}

  async prepare({ subjectId, attempts }: DueTimer): Promise<ParcelAnswer | undefined> {
    try {
      return await this.courier.tell(subjectId);
    } catch (error) {
      // A courier that has not answered for a day will not: somebody must be able to send the result another way.
      if (attempts < patience) throw error;
      return undefined;
    }
  }

  async fire(tx: Tx, timer: DueTimer, parcel: ParcelAnswer | undefined): Promise<void> {
    const consignment = await findConsignment(tx, timer.subjectId);
    if (consignment === undefined || isOver(consignment)) return;
    if (parcel === undefined) return noteProgress(tx, consignment, lost, systemAuthority);
    const { status, waybill } = parcel;
    if (status === 'delivered' || status === 'failed') {
      return noteProgress(tx, consignment, { status, waybill, reason: '' }, courierAuthority);
    }
    scheduleChase(tx, consignment);
  }
}
