import { Controller } from '@nestjs/common';
import {
  type CaseDecided,
  CaseDecidedSchema,
  type CaseLapsed,
  CaseLapsedSchema,
  type CaseWithdrawn,
  CaseWithdrawnSchema,
  type ClockResumed,
  ClockResumedSchema,
  type ClockStopped,
  ClockStoppedSchema,
  type DecisionRevoked,
  DecisionRevokedSchema,
  type LimitExtended,
  LimitExtendedSchema,
  type OpinionGiven,
  OpinionGivenSchema,
  type TaskOpened,
  TaskOpenedSchema,
} from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { factClock, factLimit } from './fact-of-plan.js';
import { RecordFact } from './record-fact.js';

/** What the departments say of a case; each event is one more fact. */
@Controller()
export class RecordReviewFactsHandler {
  constructor(private readonly recordFact: RecordFact) {}

  @OnEvent(TaskOpenedSchema)
  async taskOpened(delivery: Delivery<TaskOpened>): Promise<void> {
    const { caseId, taskId, departmentId } = delivery.event;
    await this.recordFact.execute(delivery, { kind: 'task-opened', caseId, content: { taskId, departmentId } });
  }

  @OnEvent(OpinionGivenSchema)
  async opinionGiven(delivery: Delivery<OpinionGiven>): Promise<void> {
    const { caseId, taskId } = delivery.event;
    await this.recordFact.execute(delivery, { kind: 'opinion-given', caseId, content: { taskId } });
  }

  @OnEvent(ClockStoppedSchema)
  async stopped(delivery: Delivery<ClockStopped>): Promise<void> {
    const { caseId, procedure, noticeNumber, limit } = delivery.event;
    const content = { procedure, limit: factLimit(limit) };
    await this.recordFact.execute(delivery, { kind: 'clock-stopped', caseId, noticeNumber, content });
  }

  @OnEvent(ClockResumedSchema)
  async resumed(delivery: Delivery<ClockResumed>): Promise<void> {
    const { caseId, procedure, clocks } = delivery.event;
    const calendarVersion = clocks[0]?.calendarVersion ?? '';
    await this.recordFact.execute(delivery, { kind: 'clock-resumed', caseId, calendarVersion, content: { procedure } });
  }

  @OnEvent(LimitExtendedSchema)
  async extended(delivery: Delivery<LimitExtended>): Promise<void> {
    const { caseId, noticeNumber, reason, clocks } = delivery.event;
    const calendarVersion = clocks[0]?.calendarVersion ?? '';
    const fact = { kind: 'limit-extended', caseId, calendarVersion, noticeNumber, content: { reason } } as const;
    await this.recordFact.execute(delivery, fact);
  }

  @OnEvent(CaseWithdrawnSchema)
  async withdrawn(delivery: Delivery<CaseWithdrawn>): Promise<void> {
    const { caseId, noticeNumber } = delivery.event;
    await this.recordFact.execute(delivery, { kind: 'case-withdrawn', caseId, noticeNumber, content: {} });
  }

  @OnEvent(CaseLapsedSchema)
  async lapsed(delivery: Delivery<CaseLapsed>): Promise<void> {
    const { caseId, noticeNumber } = delivery.event;
    await this.recordFact.execute(delivery, { kind: 'case-lapsed', caseId, noticeNumber, content: {} });
  }

  @OnEvent(CaseDecidedSchema)
  async decided(delivery: Delivery<CaseDecided>): Promise<void> {
    const { caseId, outcome, letterNumber: noticeNumber, deliveryClock } = delivery.event;
    const delivered = deliveryClock === undefined ? null : factClock(deliveryClock);
    const calendarVersion = delivered?.calendarVersion ?? '';
    const content = { outcome, delivery: delivered };
    await this.recordFact.execute(delivery, { kind: 'case-decided', caseId, calendarVersion, noticeNumber, content });
  }

  @OnEvent(DecisionRevokedSchema)
  async revoked(delivery: Delivery<DecisionRevoked>): Promise<void> {
    const { caseId } = delivery.event;
    await this.recordFact.execute(delivery, { kind: 'decision-revoked', caseId, content: {} });
  }
}
