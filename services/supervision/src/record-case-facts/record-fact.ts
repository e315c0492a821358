import { Injectable } from '@nestjs/common';
import type { Delivery } from '#lib/messaging';
import { factOf, type HeardFact, recordFact } from '../case-fact/case-fact.repository.js';
import { CaseFacts } from '../case-fact/fact.js';
import { profileOf } from '../watched-case/profile.js';
import { countCase } from '../watched-case/supervise-case.js';
import { enterCase } from '../watched-case/watched-case.repository.js';

/** Records a fact about a case and counts the case anew. No state refuses a fact: it happened. */
@Injectable()
export class RecordFact {
  /** @param delivery the event as it was heard @param heard what it says of the case */
  async execute({ tx, envelope }: Delivery, heard: HeardFact): Promise<void> {
    const { caseId, kind } = heard;
    const fact = factOf(envelope, heard);
    await enterCase(tx, { caseId, region: envelope.region, ...profileOf(new CaseFacts([fact])) });
    await recordFact(tx, envelope, fact);
    const said = `${kind} ${envelope.occurredAt.toISOString()}`;
    await countCase(tx, caseId, { said, reasonClass: 'late-fact', raiseUntil: null });
  }
}
