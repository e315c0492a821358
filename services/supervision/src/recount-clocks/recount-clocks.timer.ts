import { Injectable } from '@nestjs/common';
import type { DueTimer, TimerAct, Tx } from '#lib/persistence';
import { RecountClocks } from './recount-clocks.js';
import { recountClocks } from '../recount/recount.repository.js';

/** A recalculation goes on. */
@Injectable()
export class RecountClocksTimer implements TimerAct {
  readonly kind = recountClocks;

  constructor(private readonly recount: RecountClocks) {}

  async fire(tx: Tx, timer: DueTimer): Promise<void> {
    await this.recount.execute(tx, timer.subjectId);
  }
}
