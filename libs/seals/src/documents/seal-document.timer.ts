import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type DueTimer, type TimerAct, type Tx, Work } from '#lib/persistence';
import { Clock } from '#lib/service-kit';
import type { SealedPaper } from '../worker/press-job.js';
import { SealPress } from '../worker/seal-press.js';
import { SealedDocument, SealUse } from './document.entity.js';
import { Documents, sealDocument } from './documents.js';
import { DOCUMENTS_OPTIONS, type DocumentsOptions } from './documents-options.js';
import { keyOfOrgan, readSealKeys, type SealKeys } from './seal-keys.js';

/** Draws and seals a paper outside any transaction, then stores it and logs the seal's use in one. */
@Injectable()
export class SealDocumentTimer implements TimerAct, OnApplicationShutdown {
  readonly kind = sealDocument;
  private readonly keys: SealKeys;
  private readonly press: SealPress;

  constructor(
    @Inject(DOCUMENTS_OPTIONS) options: DocumentsOptions,
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly documents: Documents,
  ) {
    this.keys = readSealKeys(options.sealKeysFile);
    this.press = new SealPress({ mode: options.mode });
  }

  async prepare(timer: DueTimer): Promise<SealedPaper | undefined> {
    const documentId = timer.subjectId;
    const row = await this.work.run(async (tx) => tx.findOne(SealedDocument, { where: { documentId } }));
    if (row === undefined || row.state === 'sealed') return undefined;
    const paper = this.documents.paperOf(row);
    const key = keyOfOrgan(this.keys, row.organId);
    const at = this.clock.now();
    return 'notice' in paper
      ? this.press.notice(paper.notice, key, at)
      : this.press.certificate(paper.certificate, key, at);
  }

  async fire(tx: Tx, timer: DueTimer, prepared: SealedPaper | undefined): Promise<void> {
    if (prepared === undefined) return;
    const documentId = timer.subjectId;
    const { sha256, sm3 } = prepared;
    const { affected } = await tx.update(
      SealedDocument,
      { documentId, state: 'waiting' },
      { state: 'sealed', sealedAt: tx.now, pdf: Buffer.from(prepared.pdf), sha256, sm3 },
    );
    if (affected !== 1) return;
    const row = await tx.findOne(SealedDocument, { where: { documentId } });
    if (row === undefined) return;
    const { subjectId, organId, kind: purpose, personId, letterId, letterVersion } = row;
    const use = { documentId, subjectId, organId, purpose, personId, letterId, letterVersion, sm3, at: tx.now };
    await tx.insert(SealUse, use);
    await this.documents.hookOf(row.kind)?.(tx, Object.assign(row, { sha256, sm3 }));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.press.close();
  }
}
