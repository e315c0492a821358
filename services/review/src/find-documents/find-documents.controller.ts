import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { Work } from '#lib/persistence';
import type { DocumentLine } from './find-documents.dto.js';
import { FindDocuments } from './find-documents.query.js';

@ApiTags('documents')
@Controller()
export class FindDocumentsController {
  constructor(
    private readonly work: Work,
    private readonly findDocuments: FindDocuments,
  ) {}

  @Get('cases/:caseId/documents')
  @Allow('notice.read')
  async list(@Param('caseId') caseId: string, @By() caller: Caller): Promise<{ items: DocumentLine[] }> {
    return { items: await this.work.read(async (tx) => this.findDocuments.list(tx, caller, caseId)) };
  }

  @Get('documents/:documentId/file')
  @Allow('notice.read')
  async file(@Param('documentId') documentId: string, @By() caller: Caller): Promise<StreamableFile> {
    const { pdf } = await this.work.read(async (tx) => this.findDocuments.read(tx, caller, documentId));
    const disposition = `inline; filename="${documentId}.pdf"`;
    return new StreamableFile(pdf, { type: 'application/pdf', disposition, length: pdf.length });
  }
}
