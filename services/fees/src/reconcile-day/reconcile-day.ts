import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { FeesConfig } from '../fees.config.js';
import { clear } from '../posting/posting.repository.js';
import { compareStatement } from '../reconciliation/compare-statement.js';
import { closeAgreed, keepDifference, lockDifferencesOf, nameOf } from '../reconciliation/difference.repository.js';
import { readStatement, recordedOfDay } from '../reconciliation/statement-entries.js';
import { ProviderStatement } from '../reconciliation/statement.entity.js';

/** Compares a day with the provider's statement (日终对账): what agrees is in the treasury, what differs is written down. */
@Injectable()
export class ReconcileDay {
  constructor(@Inject(FeesConfig) private readonly config: FeesConfig) {}

  /**
   * @param day yyyy-mm-dd in China
   * @param lines the statement as it came
   */
  async execute(tx: Tx, day: string, lines: unknown[]): Promise<void> {
    const region = this.config.PROVIDER_REGION;
    const known = await lockDifferencesOf(tx, day);
    const recorded = await recordedOfDay(tx, day);
    const { entries, unreadable } = readStatement(lines);
    const { differences, matched } = compareStatement(recorded, entries);
    for (const found of [...unreadable, ...differences]) {
      const name = nameOf(found.key, found.kind);
      await keepDifference(tx, { day, region }, found, known.get(name));
      known.delete(name);
    }
    for (const gone of known.values()) await closeAgreed(tx, gone);
    const agreed = new Set(matched);
    for (const entry of recorded) if (agreed.has(entry.key)) await clear(tx, entry.key, entry, entry.amountFen);
    await tx.insert(ProviderStatement, {
      statementId: newId(),
      day,
      region,
      lines: lines.length,
      matched: matched.length,
      digest: createHash('sha256').update(JSON.stringify(lines)).digest('hex'),
      comparedAt: tx.now,
    });
  }
}
