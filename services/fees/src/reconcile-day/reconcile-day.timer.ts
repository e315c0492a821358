import { Injectable } from '@nestjs/common';
import type { DueTimer, TimerAct, Tx } from '#lib/persistence';
import { PaymentProvider } from '../provider/payment-provider.js';
import { reconcileDay } from '../reconciliation/difference.repository.js';
import { ReconcileDay } from './reconcile-day.js';

/** Fetches a day's statement and compares it; a provider that is down is asked again with back-off. */
@Injectable()
export class ReconcileDayTimer implements TimerAct {
  readonly kind = reconcileDay;

  constructor(
    private readonly provider: PaymentProvider,
    private readonly reconcile: ReconcileDay,
  ) {}

  async prepare({ subjectId: day }: DueTimer): Promise<unknown[]> {
    return this.provider.statement(day);
  }

  async fire(tx: Tx, { subjectId: day }: DueTimer, lines: unknown[]): Promise<void> {
    await this.reconcile.execute(tx, day, lines);
  }
}
