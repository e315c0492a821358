import { Controller } from '@nestjs/common';
import {
  type ApplicationLodged,
  ApplicationLodgedSchema,
  type ApplicationWithdrawn,
  ApplicationWithdrawnSchema,
  type CaseAccepted,
  CaseAcceptedSchema,
  type CaseClosed,
  CaseClosedSchema,
  type CaseRefused,
  CaseRefusedSchema,
  type CorrectionCured,
  CorrectionCuredSchema,
  type CorrectionRequested,
  CorrectionRequestedSchema,
  type OutstandingMaterialCured,
  OutstandingMaterialCuredSchema,
  type OutstandingMaterialLapsed,
  OutstandingMaterialLapsedSchema,
} from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { factOfAcceptance } from './fact-of-plan.js';
import { RecordFact } from './record-fact.js';

/**
 * What the front desk says of a case. Every event does the same, one more fact, so they stand together here instead of in a
 * folder each.
 */
@Controller()
export class RecordIntakeFactsHandler {
  constructor(private readonly recordFact: RecordFact) {}

  @OnEvent(ApplicationLodgedSchema)
  async lodged(delivery: Delivery<ApplicationLodged>): Promise<void> {
    const { caseId, itemId, itemName, departmentId, hallId, applicantIndex, answerDueAt, calendarVersion } =
      delivery.event;
    const content = { itemId, itemName, departmentId, hallId, applicantIndex, answerDueAt };
    await this.recordFact.execute(delivery, { kind: 'application-lodged', caseId, calendarVersion, content });
  }

  @OnEvent(CorrectionRequestedSchema)
  async corrected(delivery: Delivery<CorrectionRequested>): Promise<void> {
    const { caseId, cureDueAt, calendarVersion, noticeNumber } = delivery.event;
    const fact = {
      kind: 'correction-requested',
      caseId,
      calendarVersion,
      noticeNumber,
      content: { cureDueAt },
    } as const;
    await this.recordFact.execute(delivery, fact);
  }

  @OnEvent(CorrectionCuredSchema)
  async cured(delivery: Delivery<CorrectionCured>): Promise<void> {
    const { caseId, answerDueAt, calendarVersion, noticeNumber } = delivery.event;
    const fact = { kind: 'correction-cured', caseId, calendarVersion, noticeNumber, content: { answerDueAt } } as const;
    await this.recordFact.execute(delivery, fact);
  }

  @OnEvent(CaseAcceptedSchema)
  async accepted(delivery: Delivery<CaseAccepted>): Promise<void> {
    const { caseId, noticeNumber } = delivery.event;
    const content = factOfAcceptance(delivery.event);
    const calendarVersion = content.clocks[0]?.calendarVersion ?? '';
    await this.recordFact.execute(delivery, { kind: 'case-accepted', caseId, calendarVersion, noticeNumber, content });
  }

  @OnEvent(CaseRefusedSchema)
  async refused(delivery: Delivery<CaseRefused>): Promise<void> {
    const { caseId, noticeNumber } = delivery.event;
    await this.recordFact.execute(delivery, { kind: 'case-refused', caseId, noticeNumber, content: {} });
  }

  @OnEvent(ApplicationWithdrawnSchema)
  async withdrawn(delivery: Delivery<ApplicationWithdrawn>): Promise<void> {
    const { caseId } = delivery.event;
    await this.recordFact.execute(delivery, { kind: 'application-withdrawn', caseId, content: {} });
  }

  @OnEvent(OutstandingMaterialCuredSchema)
  async materialCured(delivery: Delivery<OutstandingMaterialCured>): Promise<void> {
    const { caseId, materialRef } = delivery.event;
    await this.recordFact.execute(delivery, { kind: 'outstanding-material-cured', caseId, content: { materialRef } });
  }

  @OnEvent(OutstandingMaterialLapsedSchema)
  async materialLapsed(delivery: Delivery<OutstandingMaterialLapsed>): Promise<void> {
    const { caseId, materialRef } = delivery.event;
    await this.recordFact.execute(delivery, { kind: 'outstanding-material-lapsed', caseId, content: { materialRef } });
  }

  @OnEvent(CaseClosedSchema)
  async closed(delivery: Delivery<CaseClosed>): Promise<void> {
    const { caseId, outcome } = delivery.event;
    await this.recordFact.execute(delivery, { kind: 'case-closed', caseId, content: { outcome } });
  }
}
