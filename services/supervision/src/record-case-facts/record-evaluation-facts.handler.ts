import { Controller } from '@nestjs/common';
import {
  type RectificationClosed,
  RectificationClosedSchema,
  type RectificationOpened,
  RectificationOpenedSchema,
} from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { RecordFact } from './record-fact.js';

/** What the office of evaluations says of the rectification of a bad rating. */
@Controller()
export class RecordEvaluationFactsHandler {
  constructor(private readonly recordFact: RecordFact) {}

  @OnEvent(RectificationOpenedSchema)
  async opened(delivery: Delivery<RectificationOpened>): Promise<void> {
    const { caseId, rectificationId, departmentId, dueAt, calendarVersion } = delivery.event;
    const content = { rectificationId, departmentId, dueAt };
    await this.recordFact.execute(delivery, { kind: 'rectification-opened', caseId, calendarVersion, content });
  }

  @OnEvent(RectificationClosedSchema)
  async closed(delivery: Delivery<RectificationClosed>): Promise<void> {
    const { caseId, rectificationId } = delivery.event;
    await this.recordFact.execute(delivery, { kind: 'rectification-closed', caseId, content: { rectificationId } });
  }
}
