import type { MessageInitShape } from '@bufbuild/protobuf';
import { toJsonString } from '@bufbuild/protobuf';
import { type CaseAcceptedSchema, type Plan, PlanSchema } from '#lib/contracts';
import type { ServiceCase, StoredPlan } from '../case/case.entity.js';
import { dueOf } from './case-plan.js';

/** What an acceptance fixes, by a person or by the law. */
export interface Acceptance {
  plan: Plan;
  caseNumber: string;
  /** Empty when deemed: nobody wrote one. */
  noticeNumber: string;
  deemed: boolean;
  acceptedBy: string;
  hallId: string;
  acceptedAt: Date;
}

/** What CaseAccepted says: everything the other services need for this case from now on. */
export function acceptedContent(it: ServiceCase, acceptance: Acceptance): MessageInitShape<typeof CaseAcceptedSchema> {
  const { plan, caseNumber, noticeNumber, deemed, acceptedBy, hallId, acceptedAt } = acceptance;
  const { caseId, applicationId, sealedApplicant, applicantIndex, deliveryMode, sealedAddress } = it;
  return {
    caseId,
    applicationId,
    caseNumber,
    plan,
    sealedApplicant,
    applicantIndex,
    noticeNumber,
    deemed,
    acceptedBy,
    hallId,

    delivery: { mode: deliveryMode, sealedAddress },
    acceptedAt: acceptedAt.toISOString(),
  };
}

/** The columns of the case that change with it. */
export function acceptedColumns({ plan, caseNumber, acceptedAt }: Acceptance): Partial<ServiceCase> {
  return {
    caseNumber,
    acceptedAt,
    statutoryDueAt: dueOf(plan, 'statutory'),
    promisedDueAt: dueOf(plan, 'promised'),
    calendarVersion: plan.clocks[0]?.calendarVersion ?? '',
    plan: stored(plan),
  };
}

function stored(plan: Plan): StoredPlan {
  const content: StoredPlan = JSON.parse(toJsonString(PlanSchema, plan));
  return content;
}
