import { Inject, Injectable } from '@nestjs/common';
import { PersonalVault } from '#lib/access';
import type { EventAuthority } from '#lib/contracts';
import { type RegionScope, schedule, type Tx, withinRegion } from '#lib/persistence';
import { DomainError, newId } from '#lib/service-kit';
import type { CertificateModel, NoticeModel } from '../pdf/models.js';
import { SealedDocument } from './document.entity.js';
import { DOCUMENTS_OPTIONS, type DocumentsOptions } from './documents-options.js';

/** A paper to be made. */
export interface DocumentRequest {
  subjectId: string;
  kind: string;
  number: string;
  region: string;
  /** Organisation whose seal it carries. */
  organId: string;
  by: EventAuthority;
  paper: { notice: NoticeModel } | { certificate: CertificateModel };
}

/** A sealed paper as it is given out. */
export interface ReadDocument {
  documentId: string;
  subjectId: string;
  kind: string;
  number: string;
  pdf: Buffer;
  sha256: string;
  sm3: string;
}

/** What runs in the transaction that seals a paper. */
export type SealedHook = (tx: Tx, document: SealedDocument & { sha256: string; sm3: string }) => Promise<void>;

/** Name of the timer act that seals. */
export const sealDocument = 'seal-document';

/** The papers of a service: asked for with the act, sealed after it, never given out unsealed. */
@Injectable()
export class Documents {
  private readonly hooks = new Map<string, SealedHook>();

  constructor(
    private readonly vault: PersonalVault,
    @Inject(DOCUMENTS_OPTIONS) private readonly options: DocumentsOptions,
  ) {}

  /** Asks for a paper with the act's commit; it is drawn and sealed off the hot path. @returns its id */
  request(tx: Tx, request: DocumentRequest): string {
    const { by, paper, ...columns } = request;
    const documentId = newId();
    tx.append(SealedDocument, {
      ...columns,
      documentId,
      content: this.kept(paper, documentId),
      state: 'waiting',
      personId: by.personId,
      letterId: by.letterId ?? null,
      letterVersion: by.letterVersion ?? null,
      requestedAt: tx.now,
    });
    schedule(tx, { kind: sealDocument, subjectId: documentId, region: request.region, dueAt: tx.now });
    return documentId;
  }

  /** What a paper says, from its row. */
  paperOf({ documentId, content }: SealedDocument): DocumentRequest['paper'] {
    if (this.options.content === 'clear') return JSON.parse(content) as DocumentRequest['paper'];
    return this.vault.open<DocumentRequest['paper']>(content, `document:${documentId}`);
  }

  /** The papers of a subject, oldest first, without their bytes; at most 100. */
  async listOf(tx: Tx, subjectId: string): Promise<SealedDocument[]> {
    return tx.find(SealedDocument, { where: { subjectId }, order: { requestedAt: 'ASC' }, take: 100 });
  }

  /** A paper's row, without its bytes, if the reader's regions include it. @throws DomainError `document.not-found` */
  async get(tx: Tx, scope: RegionScope, documentId: string): Promise<SealedDocument> {
    const row = await tx.findOne(SealedDocument, { where: { documentId } });
    if (row === undefined || !withinRegion(scope, row.region)) throw notFound(row !== undefined);
    return row;
  }

  /** A sealed paper with its bytes. @throws DomainError `document.not-found`, `document.being-sealed` */
  async read(tx: Tx, scope: RegionScope, documentId: string): Promise<ReadDocument> {
    const row = await this.get(tx, scope, documentId);
    if (row.state !== 'sealed' || row.sha256 === null || row.sm3 === null) throw beingSealed();
    const [bytes] = await tx.query<{ pdf: Buffer }[]>('SELECT pdf FROM sealed_document WHERE document_id = ?', [
      documentId,
    ]);
    if (bytes === undefined) throw notFound(false);
    const { subjectId, kind, number, sha256, sm3 } = row;
    return { documentId, subjectId, kind, number, pdf: bytes.pdf, sha256, sm3 };
  }

  /** Registers what must happen in the transaction that seals papers of a kind. */
  onSealed(kind: string, hook: SealedHook): void {
    this.hooks.set(kind, hook);
  }

  /** The hook of a kind, if any. */
  hookOf(kind: string): SealedHook | undefined {
    return this.hooks.get(kind);
  }

  private kept(paper: DocumentRequest['paper'], documentId: string): string {
    return this.options.content === 'clear' ? JSON.stringify(paper) : this.vault.seal(paper, `document:${documentId}`);
  }
}

const notFound = (audited: boolean): DomainError =>
  new DomainError(
    'document.not-found',
    'not-found',
    { zh: '没有找到这份文书。', en: 'There is no such document.' },
    [],
    audited,
  );

const beingSealed = (): DomainError =>
  new DomainError('document.being-sealed', 'unavailable', {
    zh: '文书正在用印,请几秒后再取。',
    en: 'The document is being sealed; fetch it again in a few seconds.',
  });
