import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, sealed, state, text } from '#lib/persistence';

/** A parcel given to the courier. */
@Entity({ name: 'consignment' })
export class Consignment {
  @PrimaryColumn({ type: 'varchar', length: 40 }) consignmentId: string;
  @id() orderId: string;
  @text(12) region: string;
  /** requested | accepted | picked-up | delivered | failed */
  @state() state: 'requested' | 'accepted' | 'picked-up' | 'delivered' | 'failed';
  @text(40) waybill: string;
  @instant() requestedAt: Date;
  @instant({ nullable: true }) changedAt: Date | null;
}

/** A callback of the courier, kept as it came. Insert-only; the id makes a repeated one harmless. */
@Entity({ name: 'courier_callback' })
export class CourierCallback {
  @PrimaryColumn({ type: 'varchar', length: 40 }) callbackId: string;
  @id() consignmentId: string;
  @text(20) status: string;
  /** SHA-256 of what was signed. */
  @text(64) fingerprint: string;
  @instant() receivedAt: Date;
}

/** Proof that a result was handed over at the window. Insert-only. */
@Entity({ name: 'hand_over' })
export class HandOver {
  @PrimaryColumn({ type: 'varchar', length: 40 }) orderId: string;
  /** Sealed JSON: name, ID number, authorisation note. */
  @sealed() receiver: string;
  /** The drawn signature, PNG in base64, sealed. */
  @sealed({ type: 'mediumtext' }) signature: string;
  @id() handedOverBy: string;
  @instant() at: Date;
}
