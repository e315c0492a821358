import { Inject, Injectable } from '@nestjs/common';
import { systemAuthority } from '#lib/access';
import { type Delivery, hear } from '#lib/messaging';
import { schedule } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { defaultDue, defaultEvaluation } from '../evaluation/default-due.js';
import { EvaluationConfig } from '../evaluation.config.js';
import { count } from '../indicator/indicator.repository.js';
import type { RatedCase } from '../rated-case/rated-case.entity.js';
import { rulesOf } from '../rules/region-rules.js';
import { type OccasionKind, occasionKinds } from './occasion-kinds.js';
import { findCaseAndOccasion, occasionDoor } from './occasion.repository.js';
import { occasionHears } from './occasion.states.js';

/** A service as an event told it. */
export interface Service {
  kind: OccasionKind;
  /** Empty when nobody served in person. */
  servedBy: string;
}

/** A person who served; what the platform did by itself nobody served. */
export const inPerson = (personId: string): string => (personId === systemAuthority.personId ? '' : personId);

/** Opens the occasion of a service that was rendered, once, in whatever order the events come. */
@Injectable()
export class OpenOccasion {
  constructor(@Inject(EvaluationConfig) private readonly config: EvaluationConfig) {}

  /**
   * @param delivery the fact
   * @param caseId whose service
   * @param service which, and by whom
   */
  async execute(delivery: Delivery, caseId: string, service: Service): Promise<void> {
    const { tx } = delivery;
    const { it, occasion } = await findCaseAndOccasion(tx, caseId, occasionKinds[service.kind]);
    const state = it === undefined ? 'unheard' : (occasion?.state ?? 'awaited');
    await hear(delivery, occasionHears.serviceRendered[state], {
      awaits: caseId,
      state,
      remedy: 'none',
      apply: async () => (it === undefined ? undefined : this.open(delivery, it, service)),
    });
  }

  /**
   * Opens an occasion that is known not to be there.
   *
   * @param it the case
   */
  async open({ tx, envelope }: Delivery, it: RatedCase, { kind, servedBy }: Service): Promise<void> {
    const { occurredAt: servedAt } = envelope;
    const occasionId = newId();
    const serviceNumber = occasionKinds[kind];
    const { itemId, itemName, departmentId, hallId, applicantIndex, region } = it;
    const about = { caseId: it.caseId, itemId, itemName, departmentId, hallId, applicantIndex, region };
    const row = { ...about, occasionId, kind, serviceNumber, servedBy, servedAt };
    await occasionDoor.enter(tx, row, 'open', systemAuthority, null);
    const { defaultAfterDays } = rulesOf(this.config.RULES_BY_REGION, region);
    if (defaultAfterDays > 0) {
      const dueAt = defaultDue(servedAt, defaultAfterDays);
      schedule(tx, { kind: defaultEvaluation, subjectId: occasionId, region, dueAt });
    }
    count(tx, it, { occasions: 1 });
  }
}
