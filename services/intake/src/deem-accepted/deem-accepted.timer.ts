import { Injectable } from '@nestjs/common';
import type { DueTimer, TimerAct, Tx } from '#lib/persistence';
import { deemAccepted } from '../plan/answer-due.js';
import { DeemAccepted } from './deem-accepted.js';

/** Fires when the time to answer an application has passed. */
@Injectable()
export class DeemAcceptedTimer implements TimerAct {
  readonly kind = deemAccepted;

  constructor(private readonly deem: DeemAccepted) {}

  async fire(tx: Tx, timer: DueTimer): Promise<void> {
    await this.deem.execute(tx, timer.subjectId);
  }
}
