import { Injectable } from '@nestjs/common';
import type { Delivery } from '#lib/messaging';
import { type HeardFact, recordFact } from '../case-fact/case-fact.repository.js';
import { superviseCase } from '../watched-case/supervise-case.js';
import { noteCase } from '../watched-case/watched-case.repository.js';

/** Records a fact about a case and counts the case anew. No state refuses a fact: it happened. */
@Injectable()
export class RecordFact {
  /** @param delivery the event as it was heard @param heard what it says of the case */
  async execute({ tx, envelope }: Delivery, heard: HeardFact): Promise<void> {
    const { caseId, kind } = heard;
    await noteCase(tx, caseId, envelope.region);
    await recordFact(tx, envelope, heard);
    const said = `${kind} ${envelope.occurredAt.toISOString()}`;
    await superviseCase(tx, caseId, { said, reasonClass: 'late-fact', raise: false });
  }
}
