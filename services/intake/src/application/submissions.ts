import { Injectable } from '@nestjs/common';
import { type OrganisationCopy, PersonalVault } from '#lib/access';
import type { WorkingCalendar } from '#lib/calendar';
import type { EventAuthority, ServiceItem } from '#lib/contracts';
import { schedule, type Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import {
  type Applicant,
  applicantContext,
  applicationContext,
  type DeliveryAddress,
  deliveryContext,
  formContext,
} from '../applicant/applicant.js';
import type { ServiceCase } from '../case/case.entity.js';
import { caseDoor } from '../case/case.repository.js';
import type { MaterialReceived } from '../material/material-received.entity.js';
import { openCheckList } from '../material/material.repository.js';
import { after, answerDue, deemAccepted } from '../plan/answer-due.js';
import type { Application } from './application.entity.js';
import { applicationDoor } from './application.repository.js';
import type { MaterialBody, SubmissionBody } from './submission.dto.js';

/** A submission with everything it was judged by. */
export interface Submission {
  body: SubmissionBody;
  hall: OrganisationCopy;
  calendar: WorkingCalendar;
  applicant: Applicant;
  /** The applicant's blind index. */
  index: string;
  by: EventAuthority;
  /** The bundle applied for, with the answers in its one form. */
  bundle?: { bundleId: string; version: number; name: string; form: object } | undefined;
}

/** Writes submissions down: the application, and each of its cases with check-list and five-day timer. */
@Injectable()
export class Submissions {
  constructor(private readonly vault: PersonalVault) {}

  /** Who applies, with the blind index they are found by. */
  applicantIn({ applicant: given }: SubmissionBody): { applicant: Applicant; index: string } {
    const { kind, name, phone, agent } = given;
    const person = kind === 'natural-person';
    const idNumber = (person ? given.idNumber : given.creditCode) ?? '';
    const idKind = person ? ('id-number' as const) : ('credit-code' as const);
    const alone = { kind, name, idKind, idNumber, phone };
    const helped = agent && { agent: { name: agent.name, idNumber: agent.idNumber, phone: agent.phone } };
    return { applicant: { ...alone, ...helped }, index: this.vault.index(idKind, idNumber) };
  }

  /** Writes the application down. */
  async open(tx: Tx, submission: Submission): Promise<Application> {
    const { body, hall, applicant, index, by, bundle } = submission;
    const applicationId = newId();
    const context = applicationContext(applicationId);
    const row = {
      applicationId,
      region: hall.region,
      hallId: hall.organisationId,
      channel: body.channel,
      parcelNumber: body.parcelNumber ?? null,
      sealedApplicant: this.vault.seal(applicant, context),
      applicantIndex: index,
      deliveryMode: body.delivery.mode,
      sealedAddress: this.sealAddress(body, context),
      lodgedBy: by.personId,
      lodgedAt: tx.now,
      bundleId: bundle?.bundleId ?? null,
      bundleVersion: bundle?.version ?? null,
      bundleName: bundle?.name ?? null,
      sealedForm: bundle === undefined ? null : this.vault.seal(bundle.form, formContext(applicationId)),
      answerNumber: null,
      answeredAt: null,
    };
    return applicationDoor.enter(tx, row, 'lodge', by, null);
  }

  /**
   * Lodges one case of an application.
   *
   * @param handed materials of the item's list that were handed in
   * @param on the version of the item, and how many cases the application has
   */
  async lodgeCase(
    tx: Tx,
    application: Application,
    submission: Submission,
    on: { item: ServiceItem; handed: readonly MaterialBody[]; casesInApplication: number },
  ): Promise<ServiceCase> {
    const { by } = submission;
    const row = this.caseRow(tx, application, submission, on.item);
    const { applicationId, caseId, itemId, itemVersion, itemName, departmentId, channel, applicantIndex } = row;
    const { answerDueAt, calendarVersion, hallId, lodgedBy, region } = row;
    const about = { applicationId, caseId, itemId, itemVersion, itemName, departmentId, channel, applicantIndex };
    const it = await caseDoor.enter(tx, row, 'lodge', by, {
      ...about,
      calendarVersion,
      hallId,
      lodgedBy,
      answerDueAt: answerDueAt.toISOString(),
      casesInApplication: on.casesInApplication,
      bundleId: application.bundleId ?? '',
    });
    await openCheckList(tx, checkListOf(tx, row, on.item, on.handed));
    schedule(tx, { kind: deemAccepted, subjectId: caseId, region, dueAt: after(answerDueAt) });
    return it;
  }

  private caseRow(
    tx: Tx,
    application: Application,
    { body, calendar, applicant }: Submission,
    item: ServiceItem,
  ): Omit<ServiceCase, 'state' | 'version'> {
    const { applicationId, bundleId, region, hallId, channel, applicantIndex, deliveryMode, lodgedBy } = application;
    const caseId = newId();
    const due = answerDue(calendar, tx.now);
    const shared = { applicationId, bundleId, region, hallId, channel, applicantIndex, deliveryMode, lodgedBy };
    return {
      ...shared,
      caseId,
      itemId: item.itemId,
      itemVersion: item.version,
      itemName: item.name,
      departmentId: item.departmentId,
      sealedApplicant: this.vault.seal(applicant, applicantContext(caseId)),
      sealedAddress: this.sealAddress(body, deliveryContext(caseId)),
      lodgedAt: tx.now,
      receivedAt: tx.now,
      answerDueAt: due.dueAt,
      calendarVersion: due.calendarVersion,
      ...undecided,
    };
  }

  private sealAddress({ delivery }: SubmissionBody, context: string): string {
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

/** Papers lie on the desk at once; what comes online counts only when its file is there. */
function checkListOf(
  tx: Tx,
  row: Pick<ServiceCase, 'caseId' | 'lodgedBy' | 'channel'>,
  item: ServiceItem,
  materials: readonly MaterialBody[],
): MaterialReceived[] {
  const handed = row.channel === 'online' ? [] : materials;
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
