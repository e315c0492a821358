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

/** A fact as it will be kept. */
export function factOf(envelope: Envelope, heard: HeardFact): Fact & { caseId: string } {
  const { eventId, occurredAt, aggregateVersion } = envelope;
  const { calendarVersion = '', noticeNumber = '' } = heard;
  return { ...heard, eventId, occurredAt, aggregateVersion, calendarVersion, noticeNumber };
}

/** Records a fact that was heard. */
export async function recordFact(
  tx: Tx,
  { aggregate, region }: Envelope,
  fact: Fact & { caseId: string },
): Promise<void> {
  await tx.insert(CaseFact, { ...fact, aggregate, region, heardAt: tx.now });
}

/** The part of a read of a case that finds everything heard of it, for `factsIn`. */
export const heardOf = (caseId: string) =>
  ({
    entity: CaseFact,
    where: { caseId },
    only: ['eventId', 'kind', 'occurredAt', 'aggregateVersion', 'calendarVersion', 'noticeNumber', 'content'],
  }) as const;

/** The facts such a part found. */
export const factsIn = (rows: readonly Pick<CaseFact, keyof Fact>[]): CaseFacts =>
  new CaseFacts(rows as unknown as Fact[]);
