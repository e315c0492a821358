import { Injectable } from '@nestjs/common';
import { authorise } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { officeScope } from '../occasion/office-scope.js';
import { answerOf, type RectificationAnswer, type Seen } from '../rectification/rectification.dto.js';
import { appealedBefore } from '../rectification/rectification.errors.js';
import { getRectification, rectificationDoor, requireSeen } from '../rectification/rectification.repository.js';
import { keepText } from '../written-text/written-text.repository.js';
import type { AppealRatingRequest } from './appeal-rating.dto.js';

/** Asks supervision not to count a rating (申诉); the limits run on meanwhile. */
@Injectable()
export class AppealRating {
  /** @throws DomainError `rectification.*`, `authority.*` */
  async execute(tx: Tx, input: AppealRatingRequest & Seen): Promise<RectificationAnswer> {
    const { caller, rectificationId, version, ground, words } = input;
    const it = await getRectification(tx, await officeScope(tx, caller), rectificationId);
    const by = await authorise(tx, caller, it);
    requireSeen(it, 'appeal', version);
    if (it.appealGround !== '') throw appealedBefore();
    await rectificationDoor.advance(tx, it, 'appeal', by, null, { appealGround: ground });
    await keepText(tx, it, { kind: 'appeal', words, writtenBy: by.personId });
    return answerOf(it);
  }
}
