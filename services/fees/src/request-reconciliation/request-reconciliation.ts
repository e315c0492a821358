import { Inject, Injectable } from '@nestjs/common';
import { authorise, type Caller } from '#lib/access';
import { chinaDate } from '#lib/calendar';
import type { Tx } from '#lib/persistence';
import { FeesConfig } from '../fees.config.js';
import { dayAhead } from '../reconciliation/difference.errors.js';
import { scheduleReconciling } from '../reconciliation/difference.repository.js';
import type { ReconciliationAnswer } from './request-reconciliation.dto.js';

/** Has a day compared with the provider's statement right after the commit. */
@Injectable()
export class RequestReconciliation {
  constructor(@Inject(FeesConfig) private readonly config: FeesConfig) {}

  /** @throws DomainError `reconciliation.day-ahead`, `authority.*` */
  async execute(tx: Tx, { caller, day }: { caller: Caller; day: string }): Promise<ReconciliationAnswer> {
    const region = this.config.PROVIDER_REGION;
    await authorise(tx, caller, { region });
    if (day > chinaDate(tx.now)) throw dayAhead();
    scheduleReconciling(tx, day, region, tx.now);
    return { day };
  }
}
