import { Injectable } from '@nestjs/common';
import { authorise, type Caller } from '#lib/access';
import { chinaDate } from '#lib/calendar';
import { newestCalendar } from '#lib/calendar-copies';
import type { Tx } from '#lib/persistence';
import { serves } from '../applicant/served-kinds.js';
import { refuseFaults, refuseUnlisted } from '../application/submission-faults.js';
import { Submissions } from '../application/submissions.js';
import { answerOf } from '../case/case.dto.js';
import { receivingHall } from '../hall/hall.js';
import { applicantKindNotServed } from '../item-copy/item-copy.errors.js';
import { currentItem } from '../item-copy/item-copy.repository.js';
import type { LodgeApplicationRequest, LodgedAnswer } from './lodge-application.dto.js';

/** Takes an application for one item in: application, case, check-list and the five-day timer, in one transaction. */
@Injectable()
export class LodgeApplication {
  constructor(private readonly submissions: Submissions) {}

  /**
   * @param tx the open transaction
   * @param input who lodges what
   * @throws DomainError `request.invalid`, `item.*`, `material.not-on-list`, `hall.unknown`, `authority.*`
   */
  async execute(tx: Tx, { caller, body }: { caller: Caller; body: LodgeApplicationRequest }): Promise<LodgedAnswer> {
    refuseFaults(body, caller, chinaDate(tx.now));
    const { applicant, index } = this.submissions.applicantIn(body);
    const item = await currentItem(tx, body.itemId);
    const hall = await receivingHall(tx, caller, body.hallId);
    const on = { region: hall.region, departmentId: item.departmentId, itemId: item.itemId, personIndex: index };
    const by = await authorise(tx, caller, on);
    if (!serves(item.serviceObject, applicant.kind)) throw applicantKindNotServed(item.serviceObject);
    refuseUnlisted(item, body.materials);
    const submission = { body, hall, calendar: await newestCalendar(tx), applicant, index, by };
    const application = await this.submissions.open(tx, submission);
    const lodged = { item, handed: body.materials, casesInApplication: 1 };
    const it = await this.submissions.lodgeCase(tx, application, submission, lodged);
    const { applicationId, itemId, itemVersion, itemName, hallId, answerDueAt } = it;
    const more = { applicationId, itemId, itemVersion, itemName, hallId };
    return { ...answerOf(it, { answerDueAt: answerDueAt.toISOString() }), ...more };
  }
}
