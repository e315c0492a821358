import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/persistence';
import { findClock } from '../clock/clock.repository.js';
import { superviseCase } from '../watched-case/supervise-case.js';

/** Raises the cards whose time has come, if what is known by now still calls for them. */
@Injectable()
export class RaiseCards {
  async execute(tx: Tx, clockId: string): Promise<void> {
    const clock = await findClock(tx, clockId);
    if (clock === undefined) return;
    await superviseCase(tx, clock.caseId, { said: 'threshold', reasonClass: 'recomputed', raise: true });
  }
}
