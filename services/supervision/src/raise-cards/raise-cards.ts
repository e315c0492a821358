import { Injectable } from '@nestjs/common';
import { Backlog } from '#lib/messaging';
import type { Tx } from '#lib/persistence';
import { findClock } from '../clock/clock.repository.js';
import { superviseCase } from '../watched-case/supervise-case.js';

/** Raises the cards whose time has come, if what is known by now still calls for them. */
@Injectable()
export class RaiseCards {
  constructor(private readonly backlog: Backlog) {}

  /** What is not heard yet may have ended the clock in time: nobody is told of a limit before that is known. */
  until(): Date {
    return this.backlog.heardUntil();
  }

  async execute(tx: Tx, clockId: string): Promise<void> {
    const clock = await findClock(tx, clockId);
    if (clock === undefined) return;
    const occasion = { said: 'threshold', reasonClass: 'recomputed', raiseUntil: this.until() } as const;
    await superviseCase(tx, clock.caseId, occasion);
  }
}
