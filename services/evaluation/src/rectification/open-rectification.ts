import { systemAuthority } from '#lib/access';
import { addLimit, type WorkingCalendar } from '#lib/calendar';
import { newestCalendar } from '#lib/calendar-copies';
import type { Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import type { Evaluation } from '../evaluation/evaluation.entity.js';
import { count } from '../indicator/indicator.repository.js';
import type { Occasion } from '../occasion/occasion.entity.js';
import type { RegionRules } from '../rules/region-rules.js';
import { rectificationDoor } from './rectification.repository.js';

/** The worst level that is no bad rating. */
const badBelow = 3;

/** Whether a level is a bad rating. */
export const isBad = (level: number): boolean => level < badBelow;

/** The end of the working day so many after an instant. */
export const workingDaysOn = (calendar: WorkingCalendar, from: Date, days: number): Date =>
  addLimit(calendar, from, { days, unit: 'working-day' }, 'end-of-day').dueAt;

/** What people will do is not done yet. */
const nothingYet = {
  contactedAt: null,
  answeredAt: null,
  answeredBy: '',
  answeredBefore: '',
  finding: '',
  appealGround: '',
  newLevel: 0,
  reopenedAt: null,
  closedAt: null,
};

/**
 * Opens the rectification of a bad rating, whatever its origin: somebody who rated in a hurry is heard all the same.
 *
 * @param occasion what was rated
 * @param evaluation how
 * @param rules the region's limits, in working days
 * @throws DomainError `calendar.unknown`
 */
export async function openRectificationOfBad(
  tx: Tx,
  occasion: Occasion,
  { evaluationId, level }: Evaluation,
  rules: RegionRules,
): Promise<void> {
  if (!isBad(level)) return;
  const calendar = await newestCalendar(tx);
  const contactDueAt = workingDaysOn(calendar, tx.now, rules.contactWithinDays);
  const dueAt = workingDaysOn(calendar, tx.now, rules.rectifyWithinDays);
  const { occasionId, caseId, itemId, itemName, departmentId, region, applicantIndex } = occasion;
  const rectificationId = newId();
  const calendarVersion = calendar.version;
  const about = { rectificationId, occasionId, evaluationId, caseId, itemId, itemName, departmentId, region };
  const limits = { contactDueAt, dueAt, calendarVersion, openedAt: tx.now };
  const row = { ...about, ...limits, ...nothingYet, applicantIndex, ratedPerson: occasion.servedBy, level };
  await rectificationDoor.enter(tx, row, 'open', systemAuthority, {
    rectificationId,
    evaluationId,
    caseId,
    departmentId,
    calendarVersion,
    contactDueAt: contactDueAt.toISOString(),
    dueAt: dueAt.toISOString(),
  });
  count(tx, occasion, { rectificationsOpened: 1 });
}
