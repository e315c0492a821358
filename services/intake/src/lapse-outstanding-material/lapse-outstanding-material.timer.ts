import { Injectable } from '@nestjs/common';
import type { DueTimer, TimerAct, Tx } from '#lib/persistence';
import { lapseOutstandingMaterial } from '../outstanding-material/outstanding-material.repository.js';
import { LapseOutstandingMaterial } from './lapse-outstanding-material.js';

/** Fires when the time to bring an outstanding material has passed. */
@Injectable()
export class LapseOutstandingMaterialTimer implements TimerAct {
  readonly kind = lapseOutstandingMaterial;

  constructor(private readonly lapse: LapseOutstandingMaterial) {}

  async fire(tx: Tx, timer: DueTimer): Promise<void> {
    await this.lapse.execute(tx, timer.subjectId);
  }
}
