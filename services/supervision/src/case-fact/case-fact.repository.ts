import type { Envelope } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { CaseFact } from './case-fact.entity.js';
import { CaseFacts, type Fact, type FactContents, type FactKind } from './fact.js';

/** What an event says of a case. */
export type HeardFact = {
  [K in FactKind]: {
    kind: K;
    caseId: string;
    content: FactContents[K];
    calendarVersion?: string;
    noticeNumber?: string;
  };
}[FactKind];

/** A case has a handful of facts; a bound keeps a broken sender from filling the memory. */
const most = 5_000;

/** Records a fact that was heard. */
export async function recordFact(tx: Tx, envelope: Envelope, heard: HeardFact): Promise<void> {
  const { eventId, occurredAt, aggregate, aggregateVersion, region } = envelope;
  const { kind, caseId, content, calendarVersion = '', noticeNumber = '' } = heard;
  await tx.insert(CaseFact, {
    eventId,
    caseId,
    kind,
    occurredAt,
    aggregate,
    aggregateVersion,
    region,
    calendarVersion,
    noticeNumber,
    content,
    heardAt: tx.now,
  });
}

/** Everything heard of a case. */
export async function factsOf(tx: Tx, caseId: string): Promise<CaseFacts> {
  const rows = await tx.find(CaseFact, { where: { caseId }, order: { occurredAt: 'ASC', eventId: 'ASC' }, take: most });
  return new CaseFacts(rows as unknown as Fact[]);
}
