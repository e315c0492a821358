import { Controller } from '@nestjs/common';
import { type ResultDelivered, ResultDeliveredSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { RecordFact } from './record-fact.js';

/** A result reached the applicant. */
@Controller()
export class RecordDispatchFactsHandler {
  constructor(private readonly recordFact: RecordFact) {}

  @OnEvent(ResultDeliveredSchema)
  async handle(delivery: Delivery<ResultDelivered>): Promise<void> {
    const { caseId } = delivery.event;
    await this.recordFact.execute(delivery, { kind: 'result-delivered', caseId, content: {} });
  }
}
