import { Injectable } from '@nestjs/common';
import { authorise, type Caller, type OrganisationCopy } from '#lib/access';
import { chinaDate } from '#lib/calendar';
import { newestCalendar } from '#lib/calendar-copies';
import type { BundlePublished, EventAuthority, ServiceItem } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { refuseFaults } from '../application/submission-faults.js';
import type { MaterialBody } from '../application/submission.dto.js';
import { Submissions } from '../application/submissions.js';
import { chosenMembers, currentBundle } from '../bundle-copy/bundle-copy.repository.js';
import { answerOf } from '../case/case.dto.js';
import { receivingHall } from '../hall/hall.js';
import { currentItem } from '../item-copy/item-copy.repository.js';
import { refuseUnfit, refuseUnserved } from './bundle-faults.js';
import type { LodgeBundleRequest, LodgedBundleAnswer, MemberCaseAnswer } from './lodge-bundle.dto.js';

/** Takes one matter (一件事) in: one application with a case for each member, or nothing. */
@Injectable()
export class LodgeBundle {
  constructor(private readonly submissions: Submissions) {}

  /**
   * @param tx the open transaction
   * @param input who lodges what
   * @throws DomainError `request.invalid`, `bundle.*`, `application.form-faulty`, `item.*`, `hall.unknown`, `authority.*`
   */
  async execute(tx: Tx, { caller, body }: { caller: Caller; body: LodgeBundleRequest }): Promise<LodgedBundleAnswer> {
    refuseFaults(body, caller, chinaDate(tx.now));
    const { applicant, index } = this.submissions.applicantIn(body);
    const bundle = await currentBundle(tx, body.bundleId);
    const hall = await receivingHall(tx, caller, body.hallId);
    const items = await itemsOf(tx, bundle, body.optionalMembers);
    const by = await authoriseAll(tx, caller, { hall, items, index });
    refuseUnfit(bundle, body);
    refuseUnserved(items, applicant.kind);
    const { bundleId, version, name } = bundle;
    const calendar = await newestCalendar(tx);
    const asked = { bundleId, version, name, form: body.form };
    const submission = { body, hall, calendar, applicant, index, by, bundle: asked };
    const application = await this.submissions.open(tx, submission);
    const cases: MemberCaseAnswer[] = [];
    for (const item of items) {
      const lodged = { item, handed: spread(bundle, body.materials, item), casesInApplication: items.length };
      const it = await this.submissions.lodgeCase(tx, application, submission, lodged);
      const { itemId, itemVersion, itemName, answerDueAt } = it;
      cases.push({ ...answerOf(it, { answerDueAt: answerDueAt.toISOString() }), itemId, itemVersion, itemName });
    }
    const { applicationId, state, hallId } = application;
    const about = { bundleId, bundleVersion: version, bundleName: name };
    return { applicationId, ...about, state, version: application.version, hallId, cases };
  }
}

/** The versions of the member items that take cases now. */
async function itemsOf(tx: Tx, bundle: BundlePublished, chosen: readonly string[]): Promise<ServiceItem[]> {
  const items: ServiceItem[] = [];
  for (const { itemId } of chosenMembers(bundle, chosen)) items.push(await currentItem(tx, itemId));
  return items;
}

/** Lodging asks for a right in each member; it needs no letter, so one authority stands for all. */
async function authoriseAll(
  tx: Tx,
  caller: Caller,
  { hall, items, index }: { hall: OrganisationCopy; items: readonly ServiceItem[]; index: string },
): Promise<EventAuthority> {
  let by: EventAuthority = { personId: caller.personId };
  for (const { departmentId, itemId } of items) {
    by = await authorise(tx, caller, { region: hall.region, departmentId, itemId, personIndex: index });
  }
  return by;
}

/** The materials of the single set that a member's list uses, under that list's references. */
function spread(bundle: BundlePublished, handed: readonly MaterialBody[], item: ServiceItem): MaterialBody[] {
  const found = handed.flatMap(({ ref, copies }) => {
    const uses = bundle.materials.find((one) => one.ref === ref)?.uses ?? [];
    return uses.filter(({ itemId }) => itemId === item.itemId).map(({ materialRef }) => ({ ref: materialRef, copies }));
  });
  // Two materials of the set may serve one line of the list: it is there when either is.
  return found.filter(({ ref }, n) => found.findIndex((one) => one.ref === ref) === n);
}
