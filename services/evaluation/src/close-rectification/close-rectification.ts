import { Injectable } from '@nestjs/common';
import { authorise } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { count } from '../indicator/indicator.repository.js';
import { officeScope } from '../occasion/office-scope.js';
import { answerOf, type RectificationAnswer, type Seen } from '../rectification/rectification.dto.js';
import {
  getRectification,
  rectificationDoor,
  requireOther,
  requireSeen,
} from '../rectification/rectification.repository.js';

/** Closes a rectification whose rater was called back (销号). */
@Injectable()
export class CloseRectification {
  /** @throws DomainError `rectification.*`, `authority.*` */
  async execute(tx: Tx, input: Seen): Promise<RectificationAnswer> {
    const { caller, rectificationId, version } = input;
    const it = await getRectification(tx, await officeScope(tx, caller), rectificationId);
    const by = await authorise(tx, caller, it);
    requireOther(it, by.personId);
    requireSeen(it, 'close', version);
    const { caseId, finding, newLevel } = it;
    const content = { rectificationId, caseId, finding, newLevel };
    await rectificationDoor.advance(tx, it, 'close', by, content, { closedAt: tx.now });
    await count(tx, it, { rectificationsClosed: 1 });
    return answerOf(it);
  }
}
