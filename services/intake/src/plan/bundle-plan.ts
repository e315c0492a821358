import { create } from '@bufbuild/protobuf';
import { type Plan, PlannedHoldSchema } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { findApplication } from '../application/application.repository.js';
import { getBundleVersion } from '../bundle-copy/bundle-copy.repository.js';
import type { ServiceCase } from '../case/case.entity.js';
import { listCasesOfApplication } from '../case/case.repository.js';

/**
 * Completes the plan of a member case (一件事): the bundle, the cases that must be approved before it, and the hold on its
 * result until the application is answered. A single item's plan stays as it is.
 *
 * @param tx the open transaction
 * @param it the case that is being accepted
 * @param plan what its item gives; completed in place
 */
export async function joinBundle(tx: Tx, it: ServiceCase, plan: Plan): Promise<Plan> {
  if (it.bundleId === null) return plan;
  const application = await findApplication(tx, it.applicationId);
  if (application === undefined) throw new Error(`case ${it.caseId} has no application`);
  const bundle = await getBundleVersion(tx, it.bundleId, application.bundleVersion ?? 0);
  const after = bundle.members.find(({ itemId }) => itemId === it.itemId)?.after ?? [];
  const siblings = await listCasesOfApplication(tx, it.applicationId);
  plan.bundleId = bundle.bundleId;
  plan.bundleName = bundle.name;
  // A member that was not applied for (按意愿) is nobody's predecessor.
  plan.predecessorCaseIds = siblings.filter(({ itemId }) => after.includes(itemId)).map(({ caseId }) => caseId);
  plan.holds.push(create(PlannedHoldSchema, { kind: 'application', ref: it.applicationId }));
  return plan;
}
