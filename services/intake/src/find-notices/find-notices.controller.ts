import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { Work } from '#lib/persistence';
import type { NoticeList } from './find-notices.dto.js';
import { FindNotices } from './find-notices.query.js';

/** Acceptance, correction and refusal notices, and the one answer of a bundle, as sealed PDF. */
@ApiTags('notices')
@Controller()
export class FindNoticesController {
  constructor(
    private readonly work: Work,
    private readonly findNotices: FindNotices,
  ) {}

  @Get('cases/:caseId/notices')
  @Allow('notice.read')
  async list(@Param('caseId') caseId: string, @By() caller: Caller): Promise<NoticeList> {
    return this.work.read(async (tx) => this.findNotices.list(tx, caller, caseId));
  }

  @Get('applications/:applicationId/notices')
  @Allow('notice.read')
  async listAnswers(@Param('applicationId') applicationId: string, @By() caller: Caller): Promise<NoticeList> {
    return this.work.run(async (tx) => this.findNotices.listAnswers(tx, caller, applicationId));
  }

  @Get('notices/:documentId/file')
  @Allow('notice.read')
  @ApiProduces('application/pdf')
  async file(@Param('documentId') documentId: string, @By() caller: Caller): Promise<StreamableFile> {
    const { pdf } = await this.work.read(async (tx) => this.findNotices.read(tx, caller, documentId));
    const disposition = `inline; filename="notice-${documentId}.pdf"`;
    return new StreamableFile(pdf, { type: 'application/pdf', disposition, length: pdf.length });
  }
}
