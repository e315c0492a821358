import { Injectable } from '@nestjs/common';
import { systemAuthority } from '#lib/access';
import type { DueTimer, TimerAct, Tx } from '#lib/persistence';
import { defaultEvaluation } from '../evaluation/default-due.js';
import { recordEvaluation } from '../evaluation/record-evaluation.js';
import { everywhere, getOccasion, occasionDoor } from '../occasion/occasion.repository.js';

/** 基本满意. */
const defaultLevel = 3;

/** Records the default evaluation of a service nobody rated in time; a rating that came meanwhile stays. */
@Injectable()
export class DefaultEvaluationTimer implements TimerAct {
  readonly kind = defaultEvaluation;

  async fire(tx: Tx, { subjectId }: DueTimer): Promise<void> {
    const occasion = await getOccasion(tx, everywhere, subjectId);
    if (!occasionDoor.allows(occasion.state, 'default')) return;
    const given = { level: defaultLevel, channel: '', origin: 'default', deviceId: '', source: '' } as const;
    await recordEvaluation(tx, occasion, { ...given, indicators: [] }, systemAuthority);
  }
}
