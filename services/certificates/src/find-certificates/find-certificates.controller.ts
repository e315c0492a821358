import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { type Page, Work } from '#lib/persistence';
import { type CertificateAnswer, type CertificateLine, ListCertificatesQuery } from './find-certificates.dto.js';
import { FindCertificates } from './find-certificates.query.js';

@ApiTags('certificates')
@Controller('certificates')
export class FindCertificatesController {
  constructor(
    private readonly work: Work,
    private readonly findCertificates: FindCertificates,
  ) {}

  @Get()
  @Allow('certificate.read')
  async list(@Query() query: ListCertificatesQuery, @By() caller: Caller): Promise<Page<CertificateLine>> {
    return this.work.read(async (tx) => this.findCertificates.list(tx, caller, query));
  }

  @Get(':certificateId')
  @Allow('certificate.read')
  async get(@Param('certificateId') certificateId: string, @By() caller: Caller): Promise<CertificateAnswer> {
    return this.work.read(async (tx) => this.findCertificates.get(tx, caller, certificateId));
  }

  @Get(':certificateId/file')
  @Allow('certificate.read')
  async file(@Param('certificateId') certificateId: string, @By() caller: Caller): Promise<StreamableFile> {
    const { pdf, number } = await this.work.read(async (tx) => this.findCertificates.file(tx, caller, certificateId));
    const disposition = `inline; filename="${encodeURIComponent(number)}.pdf"`;
    return new StreamableFile(pdf, { type: 'application/pdf', disposition, length: pdf.length });
  }
}
