import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/persistence';
import { answerOf, type RectificationAnswer, type Seen } from '../rectification/rectification.dto.js';
import { rectificationDoor } from '../rectification/rectification.repository.js';
import { takeUp } from '../rectification/take-up.js';
import { keepText } from '../written-text/written-text.repository.js';
import type { CallBackRaterRequest } from './call-back-rater.dto.js';

/** Records that the rater was called back after the answer (回访), by neither the rated person nor who answered. */
@Injectable()
export class CallBackRater {
  /** @throws DomainError `rectification.*`, `authority.*` */
  async execute(tx: Tx, input: CallBackRaterRequest & Seen): Promise<RectificationAnswer> {
    const { note: words, newLevel = 0 } = input;
    const { it, by } = await takeUp(tx, input, 'call-back');
    await rectificationDoor.advance(tx, it, 'call-back', by, null, { newLevel });
    await keepText(tx, it, { kind: 'call-back', words, writtenBy: by.personId });
    return answerOf(it);
  }
}
