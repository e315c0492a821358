import { Inject, Injectable } from '@nestjs/common';
import { newestCalendar } from '#lib/calendar-copies';
import type { Tx } from '#lib/persistence';
import { EvaluationConfig } from '../evaluation.config.js';
import { isBad, workingDaysOn } from '../rectification/open-rectification.js';
import { answerOf, type RectificationAnswer, type Seen } from '../rectification/rectification.dto.js';
import type { Rectification } from '../rectification/rectification.entity.js';
import { raterContent, reopenedBefore } from '../rectification/rectification.errors.js';
import { rectificationDoor } from '../rectification/rectification.repository.js';
import { takeUp } from '../rectification/take-up.js';
import { rulesOf } from '../rules/region-rules.js';
import { keepText } from '../written-text/written-text.repository.js';
import type { ReopenRectificationRequest } from './reopen-rectification.dto.js';

/** Sends a rectification back to the department, once, when the rater called back is still dissatisfied (重新整改). */
@Injectable()
export class ReopenRectification {
  constructor(@Inject(EvaluationConfig) private readonly config: EvaluationConfig) {}

  /** @throws DomainError `rectification.*`, `authority.*`, `calendar.unknown` */
  async execute(tx: Tx, input: ReopenRectificationRequest & Seen): Promise<RectificationAnswer> {
    const { rectificationId, reason: words } = input;
    const { it, by } = await takeUp(tx, input, 'reopen');
    requireDissatisfied(it);
    const { caseId, departmentId, newLevel } = it;
    const { dueAt, calendarVersion } = await this.newLimit(tx, it);
    const content = { rectificationId, caseId, departmentId, dueAt: dueAt.toISOString(), calendarVersion, newLevel };
    // What was answered and said of it stands in ledger, events and texts; the row is ready for the second time.
    const afresh = { answeredBefore: it.answeredBy, answeredBy: '', answeredAt: null, finding: '', newLevel: 0 };
    const change = { ...afresh, reopenedAt: tx.now, dueAt, calendarVersion };
    await rectificationDoor.advance(tx, it, 'reopen', by, content, change);
    await keepText(tx, it, { kind: 'reopen', words, writtenBy: by.personId });
    return answerOf(it);
  }

  /** As many working days as the first time, from now. */
  private async newLimit(tx: Tx, { region }: Rectification): Promise<Pick<Rectification, 'dueAt' | 'calendarVersion'>> {
    const calendar = await newestCalendar(tx);
    const { rectifyWithinDays } = rulesOf(this.config.RULES_BY_REGION, region);
    return { dueAt: workingDaysOn(calendar, tx.now, rectifyWithinDays), calendarVersion: calendar.version };
  }
}

/** Refuses what a state that was called back does not say by itself; other states are the door's to refuse. */
function requireDissatisfied({ state, reopenedAt, newLevel }: Rectification): void {
  if (!rectificationDoor.allows(state, 'reopen')) return;
  if (reopenedAt !== null) throw reopenedBefore();
  if (newLevel === 0 || !isBad(newLevel)) throw raterContent();
}
