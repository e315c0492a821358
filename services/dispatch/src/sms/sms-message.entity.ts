import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, state, text } from '#lib/persistence';

/** A text message to the applicant: one when the result may be fetched. Its failure never holds the case up. */
@Entity({ name: 'sms_message' })
export class SmsMessage {
  /** The order's id: the sender drops a second message with the same. */
  @PrimaryColumn({ type: 'varchar', length: 40 }) messageId: string;
  @id() caseId: string;
  /** Without personal data: the phone number is opened when it is sent. */
  @text(400) content: string;
  /** waiting | sent */
  @state() state: 'waiting' | 'sent';
  @instant() requestedAt: Date;
  @instant({ nullable: true }) sentAt: Date | null;
}
