import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/persistence';
import { answerOf, type RectificationAnswer, type Seen } from '../rectification/rectification.dto.js';
import { rectificationDoor } from '../rectification/rectification.repository.js';
import { takeUp } from '../rectification/take-up.js';
import { keepText } from '../written-text/written-text.repository.js';
import type { AnswerRectificationRequest } from './answer-rectification.dto.js';

/** Records what the department found and did (整改答复). */
@Injectable()
export class AnswerRectification {
  /** @throws DomainError `rectification.*`, `authority.*` */
  async execute(tx: Tx, input: AnswerRectificationRequest & Seen): Promise<RectificationAnswer> {
    const { rectificationId, finding, words } = input;
    const { it, by } = await takeUp(tx, input, 'answer');
    const content = { rectificationId, caseId: it.caseId, finding };
    const change = { finding, answeredAt: tx.now, answeredBy: by.personId };
    await rectificationDoor.advance(tx, it, 'answer', by, content, change);
    await keepText(tx, it, { kind: 'answer', words, writtenBy: by.personId });
    return answerOf(it);
  }
}
