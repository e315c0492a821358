import { Controller } from '@nestjs/common';
import { type AuthorityGranted, AuthorityGrantedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { keepNewest } from './copies.repository.js';

/** Keeps this service's copy of the letters. A revocation that was heard first has the higher version and stays. */
@Controller()
export class HearAuthorityGrantedHandler {
  @OnEvent(AuthorityGrantedSchema)
  async handle({ tx, event, envelope }: Delivery<AuthorityGranted>): Promise<void> {
    await keepNewest(tx, 'letter_copy', {
      letter_id: event.letterId,
      kind: event.kind,
      letter_number: event.letterNumber,
      department_id: event.departmentId,
      hall_id: event.hallId,
      staff_id: event.staffId,
      item_ids: JSON.stringify(event.itemIds),
      powers: JSON.stringify(event.powers),
      valid_from: new Date(event.validFrom),
      valid_until: new Date(event.validUntil),
      revoked_at: null,
      region: envelope.region,
      version: envelope.aggregateVersion,
    });
    // A revocation that came first waits for its letter, and must not wait a moment longer: until then the power is there.
    tx.touch(event.letterId);
  }
}
