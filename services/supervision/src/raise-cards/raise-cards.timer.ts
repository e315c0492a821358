import { Injectable } from '@nestjs/common';
import { Backlog } from '#lib/messaging';
import type { DueTimer, TimerAct, Tx } from '#lib/persistence';
import { raiseCards } from '../clock/clock.repository.js';
import { RaiseCards } from './raise-cards.js';

/** The threshold of a rule has come. */
@Injectable()
export class RaiseCardsTimer implements TimerAct {
  readonly kind = raiseCards;

  constructor(
    private readonly raise: RaiseCards,
    private readonly backlog: Backlog,
  ) {}

  /** What is not heard yet may have ended the clock in time: nobody is told of a limit before it is known. */
  isReady(): boolean {
    return !this.backlog.isWaitedFor();
  }

  async fire(tx: Tx, timer: DueTimer): Promise<void> {
    await this.raise.execute(tx, timer.subjectId);
  }
}
