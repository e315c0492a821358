import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/persistence';
import { casesToRecount, continueRecount, findOpenRecount, noteProgress } from '../recount/recount.repository.js';
import { superviseCase } from '../watched-case/supervise-case.js';

/** Counts open cases anew after a calendar or a rule changed: a bounded batch, then the next. */
@Injectable()
export class RecountClocks {
  async execute(tx: Tx, recountId: string): Promise<void> {
    const it = await findOpenRecount(tx, recountId);
    if (it === undefined) return;
    const cases = await casesToRecount(tx, it);
    for (const caseId of cases) {
      await superviseCase(tx, caseId, { said: it.because, reasonClass: 'recomputed', raiseUntil: null });
    }
    await noteProgress(tx, it, cases);
    if (cases.length > 0) continueRecount(tx, recountId);
  }
}
