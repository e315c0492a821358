import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import { type ValidityAnswer, ValidityRequest } from '../validity/validity.dto.js';
import { ResumeCertificate } from './resume-certificate.js';

@ApiTags('certificates')
@Controller('certificates')
export class ResumeCertificateController {
  constructor(
    private readonly acts: Acts,
    private readonly resumeCertificate: ResumeCertificate,
  ) {}

  @Post(':certificateId/resume')
  @HttpCode(200)
  @Allow('certificate.suspend')
  async resume(
    @Param('certificateId') certificateId: string,
    @Body() { reason }: ValidityRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<ValidityAnswer> {
    const input = { caller, certificateId, version, reason };
    return this.acts.once(act, async (tx) => this.resumeCertificate.execute(tx, input));
  }
}
