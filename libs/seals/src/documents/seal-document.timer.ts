import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type DueTimer, type TimerAct, type Tx, Work } from '#lib/persistence';
import { Clock } from '#lib/service-kit';
import type { SealedPaper } from '../worker/press-job.js';
import { SealPress } from '../worker/seal-press.js';
import { SealedDocument, SealUse } from './document.entity.js';
import { Documents, sealDocument } from './documents.js';
import { DOCUMENTS_OPTIONS, type DocumentsOptions } from './documents-options.js';
import { keyOfOrgan, readSealKeys, type SealKeys } from './seal-keys.js';

/** A paper and the row that asked for it. */
interface Pressed {
  row: SealedDocument;
  pressed: SealedPaper;
}

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

  async prepare(timer: DueTimer): Promise<Pressed | undefined> {
    const documentId = timer.subjectId;
    const row = await this.work.read(async (tx) => tx.findOne(SealedDocument, { where: { documentId } }));
    if (row === undefined || row.state === 'sealed') return undefined;
    const paper = this.documents.paperOf(row);
    const key = keyOfOrgan(this.keys, row.organId);
    const at = this.clock.now();
    const pressed =
      'notice' in paper
        ? await this.press.notice(paper.notice, key, at)
        : await this.press.certificate(paper.certificate, key, at);
    return { row, pressed };
  }

  async fire(tx: Tx, timer: DueTimer, prepared: Pressed | undefined): Promise<void> {
    if (prepared === undefined) return;
    const documentId = timer.subjectId;
    const { row } = prepared;
    const { sha256, sm3, pdf } = prepared.pressed;
    const { affected } = await tx.update(
      SealedDocument,
      { documentId, state: 'waiting' },
      { state: 'sealed', sealedAt: tx.now, pdf: Buffer.from(pdf), sha256, sm3 },
    );
    if (affected !== 1) return;
    const { subjectId, organId, kind: purpose, personId, letterId, letterVersion } = row;
    const use = { documentId, subjectId, organId, purpose, personId, letterId, letterVersion, sm3, at: tx.now };
    await tx.insert(SealUse, use);
    await this.documents.hookOf(row.kind)?.(tx, Object.assign(row, { sha256, sm3 }));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.press.close();
  }
}
