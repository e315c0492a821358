import { Injectable } from '@nestjs/common';
import { PersonalVault } from '#lib/access';
import { schedule, type Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { type NoticeRequest, Notices } from '../notice/notices.js';
import { promisePaper } from '../notice/promise-paper.js';
import { after } from '../plan/answer-due.js';
import type { PromisedMaterial, PromisedMaterials } from '../plan/promised-materials.js';
import { DeferralPromise } from './outstanding-material.entity.js';
import { lapseOutstandingMaterial, outstandingDoor } from './outstanding-material.repository.js';

/** What the applicant signed. */
export interface SignedPromise {
  promisedBy: string;
  /** A PNG in base64. */
  signature: string;
}

/** The applicants' promises (容缺受理承诺): signature sealed, one row and one timer a material, a sealed paper. */
@Injectable()
export class DeferralPromises {
  constructor(
    private readonly notices: Notices,
    private readonly vault: PersonalVault,
  ) {}

  /**
   * Takes the promise of a case in the transaction that accepts it.
   *
   * @param about the accepted case and who accepts it
   * @param signed what the applicant signed
   * @param promised the same, with numbers and dates
   * @returns the paper's document id
   */
  async take(
    tx: Tx,
    about: Pick<NoticeRequest, 'it' | 'item' | 'hall' | 'by'>,
    signed: SignedPromise,
    promised: PromisedMaterials,
  ): Promise<string> {
    const { it, by } = about;
    const { caseId } = it;
    const { promiseNumber, materials } = promised;
    await tx.insert(DeferralPromise, {
      promiseNumber,
      caseId,
      sealedPromiser: this.vault.seal({ name: signed.promisedBy }, `promise:${caseId}`),
      sealedSignature: this.vault.seal({ png: signed.signature }, `signature:${caseId}`),
      takenBy: by.personId,
      promisedAt: tx.now,
    });
    for (const material of materials) await this.waitFor(tx, about, promiseNumber, material);
    const request = { ...about, kind: 'promise', number: promiseNumber } as const;
    return this.notices.issue(tx, request, (frame) => promisePaper(frame, signed.promisedBy, materials));
  }

  private async waitFor(
    tx: Tx,
    { it, by }: Pick<NoticeRequest, 'it' | 'by'>,
    promiseNumber: string,
    { due, ...material }: PromisedMaterial,
  ): Promise<void> {
    const outstandingId = newId();
    const { caseId, region } = it;
    const { dueAt: cureDueAt, calendarVersion } = due;
    const explanation = [...due.explanation];
    const dates = { promisedAt: tx.now, cureDueAt, calendarVersion, explanation, curedAt: null };
    const row = { ...material, outstandingId, caseId, region, promiseNumber, ...dates };
    await outstandingDoor.enter(tx, row, 'promise', by, null);
    const kind = lapseOutstandingMaterial;
    schedule(tx, { kind, subjectId: outstandingId, region, dueAt: after(cureDueAt) });
  }
}
