import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, state, text } from '#lib/persistence';
import type { SignalKind } from './judge-origin.js';

/** That a staff member was at an address; the address itself is not kept, only its digest. */
@Entity({ name: 'staff_sighting' })
export class StaffSighting {
  @PrimaryColumn({ type: 'varchar', length: 64 }) source: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) staffId: string;
  /** On the wall. */
  @instant() seenAt: Date;
}

/**
 * What ratings may have in common: the digest of an address with the device, or of the words. Ratings that share one queue
 * at its row, so that each counts those before it.
 */
@Entity({ name: 'rating_trace' })
export class RatingTrace {
  @PrimaryColumn({ type: 'varchar', length: 110 }) trace: string;
}

/** A sign that a rating is not the applicant's own. Insert-only. */
@Entity({ name: 'fraud_signal' })
export class FraudSignal {
  @PrimaryColumn({ type: 'varchar', length: 40 }) signalId: string;
  @id() occasionId: string;
  @state() kind: SignalKind;
  @text(12) region: string;
  @id() departmentId: string;
  /** Who was rated; empty when nobody served in person. */
  @id() servedBy: string;
  /** Who asked for the invitation; empty for a rater who signed in. */
  @id() invitedBy: string;
  /** Who was signed in at the same address; empty for other signs. */
  @id() staffId: string;
  @instant() at: Date;
}
