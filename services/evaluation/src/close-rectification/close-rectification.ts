import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/persistence';
import { count } from '../indicator/indicator.repository.js';
import { answerOf, type RectificationAnswer, type Seen } from '../rectification/rectification.dto.js';
import { rectificationDoor } from '../rectification/rectification.repository.js';
import { takeUp } from '../rectification/take-up.js';

/** Closes a rectification whose rater was called back (销号). */
@Injectable()
export class CloseRectification {
  /** @throws DomainError `rectification.*`, `authority.*` */
  async execute(tx: Tx, input: Seen): Promise<RectificationAnswer> {
    const { rectificationId } = input;
    const { it, by } = await takeUp(tx, input, 'close');
    const { caseId, finding, newLevel } = it;
    const content = { rectificationId, caseId, finding, newLevel };
    await rectificationDoor.advance(tx, it, 'close', by, content, { closedAt: tx.now });
    count(tx, it, { rectificationsClosed: 1 });
    return answerOf(it);
  }
}
