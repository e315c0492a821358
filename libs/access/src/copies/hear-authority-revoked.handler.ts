import { Controller } from '@nestjs/common';
import { type AuthorityRevoked, AuthorityRevokedSchema } from '#lib/contracts';
import { type Delivery, NotYet, OnEvent } from '#lib/messaging';
import { LetterCopy } from './copies.entity.js';

/** Ends a letter in this service's copy; waits for the letter when it was not heard yet. */
@Controller()
export class HearAuthorityRevokedHandler {
  @OnEvent(AuthorityRevokedSchema)
  async handle({ tx, event, envelope }: Delivery<AuthorityRevoked>): Promise<void> {
    const letter = await tx.findOne(LetterCopy, { where: { letterId: event.letterId } });
    if (letter === undefined) throw new NotYet(event.letterId);
    if (letter.version >= envelope.aggregateVersion) return;
    await tx.update(
      LetterCopy,
      { letterId: event.letterId },
      { revokedAt: new Date(event.effectiveAt), version: envelope.aggregateVersion },
    );
  }
}
