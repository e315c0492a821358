import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/persistence';
import { answerOf, type RectificationAnswer, type Seen } from '../rectification/rectification.dto.js';
import { rectificationDoor } from '../rectification/rectification.repository.js';
import { takeUp } from '../rectification/take-up.js';
import { keepText } from '../written-text/written-text.repository.js';
import type { ContactRaterRequest } from './contact-rater.dto.js';

/** Records that the department reached the rater (差评核实). */
@Injectable()
export class ContactRater {
  /** @throws DomainError `rectification.*`, `authority.*` */
  async execute(tx: Tx, input: ContactRaterRequest & Seen): Promise<RectificationAnswer> {
    const { rectificationId, note: words } = input;
    const { it, by } = await takeUp(tx, input, 'contact');
    const content = { rectificationId, caseId: it.caseId };
    await rectificationDoor.advance(tx, it, 'contact', by, content, { contactedAt: tx.now });
    await keepText(tx, it, { kind: 'contact', words, writtenBy: by.personId });
    return answerOf(it);
  }
}
