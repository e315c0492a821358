import { Injectable } from '@nestjs/common';
import { authorise, type Caller, type OrganisationCopy, PersonalVault } from '#lib/access';
import { chinaDate, type WorkingCalendar } from '#lib/calendar';
import type { EventAuthority, ServiceItem } from '#lib/contracts';
import { schedule, type Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { type Applicant, applicantContext, type DeliveryAddress, deliveryContext } from '../applicant/applicant.js';
import { serves } from '../applicant/served-kinds.js';
import { keepApplication } from '../application/application.repository.js';
import { currentCalendar } from '../calendar-copy/calendar-copy.repository.js';
import { answerOf } from '../case/case.dto.js';
import type { ServiceCase } from '../case/case.entity.js';
import { caseDoor } from '../case/case.repository.js';
import { receivingHall } from '../hall/hall.js';
import { applicantKindNotServed } from '../item-copy/item-copy.errors.js';
import { currentItem } from '../item-copy/item-copy.repository.js';
import type { MaterialReceived } from '../material/material-received.entity.js';
import { openCheckList } from '../material/material.repository.js';
import { after, answerDue, deemAccepted } from '../plan/answer-due.js';
import type { LodgeApplicationRequest, LodgedAnswer } from './lodge-application.dto.js';
import { refuseFaults, refuseUnlisted } from './lodging-faults.js';

/** A submission with everything it was judged by. */
interface Lodging {
  body: LodgeApplicationRequest;
  item: ServiceItem;
  hall: OrganisationCopy;
  calendar: WorkingCalendar;
  applicant: Applicant;
  index: string;
  by: EventAuthority;
}

/** Takes an application in: application, case, check-list and the five-day timer, in one transaction. */
@Injectable()
export class LodgeApplication {
  constructor(private readonly vault: PersonalVault) {}

  /**
   * @param tx the open transaction
   * @param input who lodges what
   * @throws DomainError `request.invalid`, `item.*`, `material.not-on-list`, `hall.unknown`, `authority.*`
   */
  async execute(tx: Tx, { caller, body }: { caller: Caller; body: LodgeApplicationRequest }): Promise<LodgedAnswer> {
    refuseFaults(body, caller, chinaDate(tx.now));
    const applicant = applicantIn(body);
    const index = this.vault.index(applicant.idKind, applicant.idNumber);
    const item = await currentItem(tx, body.itemId);
    const hall = await receivingHall(tx, caller, body.hallId);
    const on = { region: hall.region, departmentId: item.departmentId, itemId: item.itemId, personIndex: index };
    const by = await authorise(tx, caller, on);
    if (!serves(item.serviceObject, applicant.kind)) throw applicantKindNotServed(item.serviceObject);
    refuseUnlisted(item, body.materials);
    const calendar = await currentCalendar(tx);
    return this.lodge(tx, { body, item, hall, calendar, applicant, index, by });
  }

  private async lodge(tx: Tx, lodging: Lodging): Promise<LodgedAnswer> {
    const { body, item, by } = lodging;
    const row = this.caseRow(tx, lodging);
    const { applicationId, caseId, answerDueAt } = row;
    await this.keepSubmission(tx, row, lodging);
    const it = await caseDoor.enter(tx, row, 'lodge', by, {
      applicationId,
      caseId,
      itemId: row.itemId,
      itemVersion: row.itemVersion,
      itemName: row.itemName,
      departmentId: row.departmentId,
      channel: row.channel,
      applicantIndex: row.applicantIndex,
      answerDueAt: answerDueAt.toISOString(),
      calendarVersion: row.calendarVersion,
      casesInApplication: 1,
      hallId: row.hallId,
      lodgedBy: row.lodgedBy,
    });
    await openCheckList(tx, checkListOf(tx, row, item, body));
    await schedule(tx, { kind: deemAccepted, subjectId: caseId, region: row.region, dueAt: after(answerDueAt) });
    const { itemId, itemVersion, itemName, hallId } = row;
    const more = { applicationId, itemId, itemVersion, itemName, hallId };
    return { ...answerOf(it, { answerDueAt: answerDueAt.toISOString() }), ...more };
  }

  private caseRow(tx: Tx, lodging: Lodging): Omit<ServiceCase, 'state' | 'version'> {
    const { body, item, hall, calendar, applicant, index, by } = lodging;
    const caseId = newId();
    const due = answerDue(calendar, tx.now);
    return {
      caseId,
      applicationId: newId(),
      region: hall.region,
      hallId: hall.organisationId,
      channel: body.channel,
      itemId: item.itemId,
      itemVersion: item.version,
      itemName: item.name,
      departmentId: item.departmentId,
      sealedApplicant: this.vault.seal(applicant, applicantContext(caseId)),
      applicantIndex: index,
      deliveryMode: body.delivery.mode,
      sealedAddress: this.sealAddress(body, deliveryContext(caseId)),
      lodgedBy: by.personId,
      lodgedAt: tx.now,
      receivedAt: tx.now,
      answerDueAt: due.dueAt,
      calendarVersion: due.calendarVersion,
      ...undecided,
    };
  }

  private async keepSubmission(
    tx: Tx,
    row: Omit<ServiceCase, 'state' | 'version'>,
    { body, applicant }: Lodging,
  ): Promise<void> {
    const { applicationId, region, hallId, channel, applicantIndex, deliveryMode, lodgedBy, lodgedAt } = row;
    const context = `application:${applicationId}`;
    await keepApplication(tx, {
      applicationId,
      region,
      hallId,
      channel,
      applicantIndex,
      deliveryMode,
      lodgedBy,
      lodgedAt,
      parcelNumber: body.parcelNumber ?? null,
      sealedApplicant: this.vault.seal(applicant, context),
      sealedAddress: this.sealAddress(body, context),
    });
  }

  private sealAddress({ delivery }: LodgeApplicationRequest, context: string): string {
    const { recipient, phone, address } = delivery;
    if (recipient === undefined && phone === undefined && address === undefined) return '';
    return this.vault.seal({ recipient, phone, address } satisfies DeliveryAddress, context);
  }
}

/** What only acceptance, refusal or the outcome fills in. */
const undecided = {
  caseNumber: null,
  acceptedAt: null,
  statutoryDueAt: null,
  promisedDueAt: null,
  plan: null,
  refusal: null,
  outcome: null,
} as const;

function applicantIn({ applicant }: LodgeApplicationRequest): Applicant {
  const { kind, name, phone, agent } = applicant;
  const person = kind === 'natural-person';
  const idNumber = (person ? applicant.idNumber : applicant.creditCode) ?? '';
  const common = { kind, name, idKind: person ? ('id-number' as const) : ('credit-code' as const), idNumber, phone };
  if (agent === undefined) return common;
  return { ...common, agent: { name: agent.name, idNumber: agent.idNumber, phone: agent.phone } };
}

/** Papers lie on the desk at once; what comes online counts only when its file is there. */
function checkListOf(
  tx: Tx,
  row: Pick<ServiceCase, 'caseId' | 'lodgedBy'>,
  item: ServiceItem,
  body: LodgeApplicationRequest,
): MaterialReceived[] {
  const handed = body.channel === 'online' ? [] : body.materials;
  return item.materials.map(({ ref, name }) => {
    const given = handed.find((one) => one.ref === ref);
    return {
      caseId: row.caseId,
      materialRef: ref,
      name,
      status: given === undefined ? 'missing' : 'present',
      copies: given?.copies ?? 0,
      fileSha256: null,
      sealedFileName: null,
      fileSize: null,
      fileType: null,
      receivedAt: given === undefined ? null : tx.now,
      receivedBy: given === undefined ? null : row.lodgedBy,
    };
  });
}
