import { Injectable } from '@nestjs/common';
import { authorise } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { officeScope } from '../occasion/office-scope.js';
import { answerOf, type RectificationAnswer, type Seen } from '../rectification/rectification.dto.js';
import {
  getRectification,
  rectificationDoor,
  requireOther,
  requireSeen,
} from '../rectification/rectification.repository.js';
import { keepText } from '../written-text/written-text.repository.js';
import type { CallBackRaterRequest } from './call-back-rater.dto.js';

/** Records that the rater was called back after the answer (回访), by neither the rated person nor who answered. */
@Injectable()
export class CallBackRater {
  /** @throws DomainError `rectification.*`, `authority.*` */
  async execute(tx: Tx, input: CallBackRaterRequest & Seen): Promise<RectificationAnswer> {
    const { caller, rectificationId, version, note: words, newLevel = 0 } = input;
    const it = await getRectification(tx, await officeScope(tx, caller), rectificationId);
    const by = await authorise(tx, caller, it);
    requireOther(it, by.personId);
    requireSeen(it, 'call-back', version);
    await rectificationDoor.advance(tx, it, 'call-back', by, null, { newLevel });
    await keepText(tx, it, { kind: 'call-back', words, writtenBy: by.personId });
    return answerOf(it);
  }
}
