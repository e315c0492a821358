import { Injectable } from '@nestjs/common';
import { authorise } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { officeScope } from '../occasion/office-scope.js';
import { answerOf, type RectificationAnswer, type Seen } from '../rectification/rectification.dto.js';
import { getRectification, rectificationDoor, requireSeen } from '../rectification/rectification.repository.js';
import { keepText } from '../written-text/written-text.repository.js';
import type { ContactRaterRequest } from './contact-rater.dto.js';

/** Records that the department reached the rater (差评核实). */
@Injectable()
export class ContactRater {
  /** @throws DomainError `rectification.*`, `authority.*` */
  async execute(tx: Tx, input: ContactRaterRequest & Seen): Promise<RectificationAnswer> {
    const { caller, rectificationId, version, note: words } = input;
    const it = await getRectification(tx, await officeScope(tx, caller), rectificationId);
    const by = await authorise(tx, caller, it);
    requireSeen(it, 'contact', version);
    await rectificationDoor.advance(tx, it, 'contact', by, null, { contactedAt: tx.now });
    await keepText(tx, it, { kind: 'contact', words, writtenBy: by.personId });
    return answerOf(it);
  }
}
