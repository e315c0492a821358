import { Injectable } from '@nestjs/common';
import { findOrganisation, PersonalVault } from '#lib/access';
import { chinaDate } from '#lib/calendar';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { allocateNumber, Documents, type NoticeModel } from '#lib/seals';
import { openApplicant } from '../applicant/applicant.js';
import type { ReviewCase } from '../case/case.entity.js';
import { planOf } from '../case/case.repository.js';

/** The series a letter is numbered in (发文字号): 准予, 不予, 决定, 撤件, 停止计时, 延长, 撤销, 终止. */
export type Series = '许准' | '许否' | '决' | '撤件' | '停' | '延' | '撤销' | '终止';

/** What a letter says beside its letterhead. */
export interface Letter {
  series: Series;
  /** What it is among the case's documents. */
  document: 'decision' | 'withdrawal' | 'special-procedure' | 'extension' | 'revocation' | 'lapse';
  title: string;
  paragraphs: readonly string[];
  basis?: readonly string[] | undefined;
  remedy?: string | undefined;
}

/** Writes the department's letters. */
@Injectable()
export class Letters {
  constructor(
    private readonly documents: Documents,
    private readonly vault: PersonalVault,
  ) {}

  /**
   * Numbers a letter without a gap and asks for it, sealed with the department's 审批服务专用章. Call it last in the
   * transaction: the number's sequence stays locked until the commit.
   *
   * @param tx the open transaction
   * @param it the case
   * @param by on whose authority
   * @param letter what it says
   * @returns its number
   */
  async send(tx: Tx, it: ReviewCase, by: EventAuthority, letter: Letter): Promise<string> {
    const organisation = await findOrganisation(tx, it.departmentId);
    const organ = organisation?.name ?? planOf(it).departmentName;
    const number = await nextNumber(tx, it.region, organisation?.shortName ?? organ, letter.series);
    const notice = this.draft(tx, it, letter, organ, number);
    this.documents.request(tx, {
      subjectId: it.caseId,
      kind: letter.document,
      number,
      region: it.region,
      organId: it.departmentId,
      by,
      paper: { notice },
    });
    return number;
  }

  private draft(tx: Tx, it: ReviewCase, letter: Letter, organ: string, number: string): NoticeModel {
    const { name } = openApplicant(this.vault, it);
    return {
      kind: letter.document === 'withdrawal' || letter.document === 'lapse' ? letter.document : 'decision',
      title: letter.title,
      number,
      organ,
      recipient: name,
      paragraphs: letter.paragraphs,
      date: chinaDate(tx.now),
      seal: { organName: organ, sealKind: '审批服务专用章' },
      ...(letter.basis === undefined ? {} : { basis: letter.basis }),
      ...(letter.remedy === undefined ? {} : { remedy: letter.remedy }),
    };
  }
}

/** e.g. 民政许准〔2026〕530129第3号: the region keeps the numbers of two counties' departments apart. */
async function nextNumber(tx: Tx, region: string, organ: string, series: Series): Promise<string> {
  const year = chinaDate(tx.now).slice(0, 4);
  const head = `${organ}${series}〔${year}〕${region}`;
  return `${head}第${await allocateNumber(tx, head)}号`;
}
