import { Injectable } from '@nestjs/common';
import { type OrganisationCopy, PersonalVault } from '#lib/access';
import type { EventAuthority, ServiceItem } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { Documents, type NoticeModel } from '#lib/seals';
import { openApplicant } from '../applicant/masked-applicant.js';
import type { ServiceCase } from '../case/case.entity.js';
import type { DeskNotice } from './notice-number.js';
import type { NoticeFrame } from './notice-papers.js';

/** What a notice is about and who gives it out. */
export interface NoticeRequest {
  it: ServiceCase;
  item: ServiceItem;
  kind: DeskNotice;
  number: string;
  hall: OrganisationCopy;
  by: EventAuthority;
}

/** The numbered papers the desk gives to applicants, sealed by the hall. */
@Injectable()
export class Notices {
  constructor(
    private readonly documents: Documents,
    private readonly vault: PersonalVault,
  ) {}

  /**
   * Asks for a notice with the act's commit; it is drawn and sealed right after.
   *
   * @param draw makes the paper from what every notice says
   * @returns the document's id
   */
  issue(tx: Tx, request: NoticeRequest, draw: (frame: NoticeFrame) => NoticeModel): string {
    const { it, item, kind, number, hall, by } = request;
    const notice = draw({
      number,
      hallName: hall.name,
      recipient: openApplicant(this.vault, it).name,
      itemName: it.itemName,
      departmentName: item.departmentName,
      lodgedAt: it.lodgedAt,
      at: tx.now,
    });
    const about = { subjectId: it.caseId, kind, number, region: it.region, organId: hall.organisationId };
    return this.documents.request(tx, { ...about, by, paper: { notice } });
  }
}
