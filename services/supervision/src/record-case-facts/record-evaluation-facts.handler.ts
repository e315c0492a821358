import { Controller } from '@nestjs/common';
import {
  type RectificationClosed,
  RectificationClosedSchema,
  type RectificationContacted,
  RectificationContactedSchema,
  type RectificationOpened,
  RectificationOpenedSchema,
  type RectificationReopened,
  RectificationReopenedSchema,
} from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { RecordFact } from './record-fact.js';

/** What the office of evaluations says of the rectification of a bad rating. */
@Controller()
export class RecordEvaluationFactsHandler {
  constructor(private readonly recordFact: RecordFact) {}

  @OnEvent(RectificationOpenedSchema)
  async opened(delivery: Delivery<RectificationOpened>): Promise<void> {
    const { caseId, rectificationId, departmentId, contactDueAt, dueAt, calendarVersion } = delivery.event;
    const content = { rectificationId, departmentId, contactDueAt, dueAt };
    await this.recordFact.execute(delivery, { kind: 'rectification-opened', caseId, calendarVersion, content });
  }

  @OnEvent(RectificationContactedSchema)
  async contacted(delivery: Delivery<RectificationContacted>): Promise<void> {
    const { caseId, rectificationId } = delivery.event;
    await this.recordFact.execute(delivery, { kind: 'rectification-contacted', caseId, content: { rectificationId } });
  }

  @OnEvent(RectificationReopenedSchema)
  async reopened(delivery: Delivery<RectificationReopened>): Promise<void> {
    const { caseId, rectificationId, departmentId, dueAt, calendarVersion } = delivery.event;
    const content = { rectificationId, departmentId, dueAt };
    await this.recordFact.execute(delivery, { kind: 'rectification-reopened', caseId, calendarVersion, content });
  }

  @OnEvent(RectificationClosedSchema)
  async closed(delivery: Delivery<RectificationClosed>): Promise<void> {
    const { caseId, rectificationId } = delivery.event;
    await this.recordFact.execute(delivery, { kind: 'rectification-closed', caseId, content: { rectificationId } });
  }
}
