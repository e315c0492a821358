import { Inject, Injectable } from '@nestjs/common';
import { chinaDate } from '#lib/calendar';
import type { DueTimer, TimerAct, Tx } from '#lib/persistence';
import { schedule } from '#lib/persistence';
import { FeesConfig } from '../fees.config.js';
import { scheduleReconciling } from '../reconciliation/difference.repository.js';

const dayMilliseconds = 24 * 60 * 60_000;

/** Has yesterday reconciled every night at two, beginning with the row that the migration wrote; days of an outage are made up. */
@Injectable()
export class ReconcileEveryDayTimer implements TimerAct {
  readonly kind = 'reconcile-every-day';

  constructor(@Inject(FeesConfig) private readonly config: FeesConfig) {}

  async fire(tx: Tx, { kind, subjectId, region, dueAt }: DueTimer): Promise<void> {
    const yesterday = chinaDate(new Date(dueAt.getTime() - dayMilliseconds));
    scheduleReconciling(tx, yesterday, this.config.PROVIDER_REGION, tx.now);
    schedule(tx, { kind, subjectId, region, dueAt: new Date(dueAt.getTime() + dayMilliseconds) });
  }
}
