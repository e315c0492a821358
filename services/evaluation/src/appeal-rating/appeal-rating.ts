import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/persistence';
import { answerOf, type RectificationAnswer, type Seen } from '../rectification/rectification.dto.js';
import { appealedBefore } from '../rectification/rectification.errors.js';
import { rectificationDoor } from '../rectification/rectification.repository.js';
import { takeUp } from '../rectification/take-up.js';
import { keepText } from '../written-text/written-text.repository.js';
import type { AppealRatingRequest } from './appeal-rating.dto.js';

/** Asks supervision not to count a rating (申诉); the limits run on meanwhile. */
@Injectable()
export class AppealRating {
  /** @throws DomainError `rectification.*`, `authority.*` */
  async execute(tx: Tx, input: AppealRatingRequest & Seen): Promise<RectificationAnswer> {
    const { ground, words } = input;
    const { it, by } = await takeUp(tx, input, 'appeal');
    if (it.appealGround !== '') throw appealedBefore();
    await rectificationDoor.advance(tx, it, 'appeal', by, null, { appealGround: ground });
    await keepText(tx, it, { kind: 'appeal', words, writtenBy: by.personId });
    return answerOf(it);
  }
}
