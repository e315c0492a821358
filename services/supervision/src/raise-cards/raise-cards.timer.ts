import { Injectable } from '@nestjs/common';
import type { DueTimer, TimerAct, Tx } from '#lib/persistence';
import { raiseCards } from '../clock/clock.repository.js';
import { RaiseCards } from './raise-cards.js';

/** The threshold of a rule has come. */
@Injectable()
export class RaiseCardsTimer implements TimerAct {
  readonly kind = raiseCards;

  constructor(private readonly raise: RaiseCards) {}

  until(): Date {
    return this.raise.until();
  }

  async fire(tx: Tx, timer: DueTimer): Promise<void> {
    await this.raise.execute(tx, timer.subjectId);
  }
}
