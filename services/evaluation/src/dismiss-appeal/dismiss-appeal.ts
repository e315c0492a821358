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
import type { DismissAppealRequest } from './dismiss-appeal.dto.js';

/** Sends a rectification back to the department: the rating counts and must be answered. */
@Injectable()
export class DismissAppeal {
  /** @throws DomainError `rectification.*`, `authority.*` */
  async execute(tx: Tx, input: DismissAppealRequest & Seen): Promise<RectificationAnswer> {
    const { caller, rectificationId, version, reason: words } = input;
    const it = await getRectification(tx, await officeScope(tx, caller), rectificationId);
    const by = await authorise(tx, caller, it);
    requireOther(it, by.personId);
    requireSeen(it, 'dismiss', version);
    await rectificationDoor.advance(tx, it, 'dismiss', by, null);
    await keepText(tx, it, { kind: 'appeal-judged', words, writtenBy: by.personId });
    return answerOf(it);
  }
}
