import { Controller } from '@nestjs/common';
import { type CaseWithdrawn, CaseWithdrawnSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { noteEnd } from '../ended-case/ended-case.repository.js';

/** A withdrawn case gets no order: a fee that was paid for it releases nothing. */
@Controller()
export class NoteEndOnCaseWithdrawnHandler {
  @OnEvent(CaseWithdrawnSchema)
  async handle({ tx, event, envelope }: Delivery<CaseWithdrawn>): Promise<void> {
    await noteEnd(tx, event.caseId, envelope.eventId);
  }
}
