import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/persistence';
import { excludeEvaluation } from '../evaluation/exclude-evaluation.js';
import { count } from '../indicator/indicator.repository.js';
import { answerOf, type RectificationAnswer, type Seen } from '../rectification/rectification.dto.js';
import { rectificationDoor } from '../rectification/rectification.repository.js';
import { takeUp } from '../rectification/take-up.js';
import { keepText } from '../written-text/written-text.repository.js';
import type { UpholdAppealRequest } from './uphold-appeal.dto.js';

/** Takes a malicious or mistaken rating out of the rates and ends its rectification; the rating itself stays on record. */
@Injectable()
export class UpholdAppeal {
  /** @throws DomainError `rectification.*`, `authority.*` */
  async execute(tx: Tx, input: UpholdAppealRequest & Seen): Promise<RectificationAnswer> {
    const { rectificationId, reason: words } = input;
    const { it, by } = await takeUp(tx, input, 'uphold');
    const content = { rectificationId, caseId: it.caseId, finding: 'appeal-upheld', newLevel: 0 };
    await rectificationDoor.advance(tx, it, 'uphold', by, content, { finding: 'appeal-upheld', closedAt: tx.now });
    await keepText(tx, it, { kind: 'appeal-judged', words, writtenBy: by.personId });
    await excludeEvaluation(tx, it, it.appealGround, by);
    count(tx, it, { rectificationsClosed: 1 });
    return answerOf(it);
  }
}
