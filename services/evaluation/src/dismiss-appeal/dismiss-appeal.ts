import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/persistence';
import { answerOf, type RectificationAnswer, type Seen } from '../rectification/rectification.dto.js';
import { rectificationDoor } from '../rectification/rectification.repository.js';
import { takeUp } from '../rectification/take-up.js';
import { keepText } from '../written-text/written-text.repository.js';
import type { DismissAppealRequest } from './dismiss-appeal.dto.js';

/** Sends a rectification back to the department: the rating counts and must be answered. */
@Injectable()
export class DismissAppeal {
  /** @throws DomainError `rectification.*`, `authority.*` */
  async execute(tx: Tx, input: DismissAppealRequest & Seen): Promise<RectificationAnswer> {
    const { reason: words } = input;
    const { it, by } = await takeUp(tx, input, 'dismiss');
    await rectificationDoor.advance(tx, it, 'dismiss', by, null);
    await keepText(tx, it, { kind: 'appeal-judged', words, writtenBy: by.personId });
    return answerOf(it);
  }
}
