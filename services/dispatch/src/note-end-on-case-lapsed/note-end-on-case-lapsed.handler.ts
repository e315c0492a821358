import { Controller } from '@nestjs/common';
import { type CaseLapsed, CaseLapsedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { noteEnd } from '../ended-case/ended-case.repository.js';

/** A lapsed case (容缺未补) gets no order: what was paid or cured for it releases nothing. */
@Controller()
export class NoteEndOnCaseLapsedHandler {
  @OnEvent(CaseLapsedSchema)
  async handle({ tx, event, envelope }: Delivery<CaseLapsed>): Promise<void> {
    await noteEnd(tx, event.caseId, envelope.eventId);
  }
}
