import { Injectable } from '@nestjs/common';
import { authorise } from '#lib/access';
import { addLimit } from '#lib/calendar';
import { newestCalendar } from '#lib/calendar-copies';
import type { ServiceItem } from '#lib/contracts';
import { cancelTimer, type Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { answerOf, type CaseAnswer, type SeenCase } from '../case/case.dto.js';
import { correctedAlready } from '../case/case.errors.js';
import { caseDoor, getCase, requireSeen } from '../case/case.repository.js';
import type { ToldDefect } from '../correction/correction.entity.js';
import { findCorrection, keepCorrection } from '../correction/correction.repository.js';
import { hallOfClerk } from '../hall/hall.js';
import { IntakeConfig } from '../intake.config.js';
import { getItemVersion } from '../item-copy/item-copy.repository.js';
import { materialNotOnList, mustNotBeDemanded, notOnListFault } from '../material/material.errors.js';
import { markMaterial } from '../material/material.repository.js';
import { nextNoticeNumber } from '../notice/notice-number.js';
import { correctionNotice } from '../notice/notice-papers.js';
import { Notices } from '../notice/notices.js';
import { deemAccepted } from '../plan/answer-due.js';
import { readerScope } from '../reader/reader-scope.js';
import type { CorrectCaseRequest, DefectBody } from './correct-case.dto.js';

/** Tells the applicant every defect in one numbered notice; the five-day timer ends, for the office has answered. */
@Injectable()
export class CorrectCase {
  constructor(
    private readonly config: IntakeConfig,
    private readonly notices: Notices,
  ) {}

  /**
   * @param tx the open transaction
   * @param input who asks for which corrections
   * @throws DomainError `case.corrected-already`, `case.stale-version`, `case.transition-refused`, `material.*`,
   *   `authority.*`
   */
  async execute(tx: Tx, input: SeenCase & CorrectCaseRequest): Promise<CaseAnswer> {
    const { caller, caseId, version } = input;
    const it = await getCase(tx, await readerScope(tx, caller), caseId);
    const { region, departmentId, itemId } = it;
    const by = await authorise(tx, caller, { region, departmentId, itemId });
    if ((await findCorrection(tx, caseId)) !== undefined) throw correctedAlready();
    requireSeen(it, 'correct', version);
    const item = await getItemVersion(tx, itemId, it.itemVersion);
    const defects = toldDefects(item, input.defects);
    const hall = await hallOfClerk(tx, caller);
    const due = addLimit(
      await newestCalendar(tx),
      tx.now,
      { days: this.config.CURE_WORKING_DAYS, unit: 'working-day' },
      'end-of-day',
    );
    const { dueAt: cureDueAt, calendarVersion } = due;
    await cancelTimer(tx, deemAccepted, caseId);
    let noticeNumber = '';
    await caseDoor.advance(tx, it, 'correct', by, async () => {
      await markDefects(tx, caseId, defects);
      noticeNumber = await nextNoticeNumber(tx, 'correction', hall.shortName);
      return { caseId, noticeNumber, defects, cureDueAt: cureDueAt.toISOString(), calendarVersion };
    });
    const told = { requestedBy: by.personId, requestedAt: tx.now };
    await keepCorrection(tx, { caseId, noticeNumber, defects, cureDueAt, calendarVersion, ...told });
    const request = { it, item, kind: 'correction', number: noticeNumber, hall, by } as const;
    const documentId = this.notices.issue(tx, request, (frame) => correctionNotice(frame, defects, cureDueAt));
    return answerOf(it, { noticeNumber, documentId, cureDueAt: cureDueAt.toISOString() });
  }
}

/** @throws DomainError `material.not-on-list`, `material.must-not-be-demanded` */
function toldDefects(item: ServiceItem, bodies: readonly DefectBody[]): ToldDefect[] {
  const allowed = item.materials.map(({ ref }) => ref);
  const unlisted = bodies.flatMap(({ materialRef }, index) =>
    allowed.includes(materialRef) ? [] : [notOnListFault(`defects.${index}.materialRef`, materialRef, allowed)],
  );
  if (unlisted.length > 0) throw materialNotOnList(unlisted);
  const demanded = bodies.flatMap(({ materialRef, reasonClass }, index) => {
    const shared = item.materials.find(({ ref }) => ref === materialRef)?.shared === true;
    if (!shared || reasonClass !== 'missing') return [];
    const message = { zh: `${materialRef} 应通过数据共享获取`, en: `${materialRef} is to be had by data sharing` };
    return [{ field: `defects.${index}.materialRef`, code: 'material.must-not-be-demanded', message }];
  });
  if (demanded.length > 0) throw mustNotBeDemanded(demanded);
  return bodies.map(({ materialRef, reasonClass, wanted }) => {
    const materialName = item.materials.find(({ ref }) => ref === materialRef)?.name ?? materialRef;
    return { defectId: newId(), materialRef, materialName, reasonClass, wanted };
  });
}

async function markDefects(tx: Tx, caseId: string, defects: readonly ToldDefect[]): Promise<void> {
  for (const { materialRef, reasonClass } of defects) {
    await markMaterial(tx, caseId, materialRef, { status: reasonClass === 'missing' ? 'missing' : 'incorrect' });
  }
}
