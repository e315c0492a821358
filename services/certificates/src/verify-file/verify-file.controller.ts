import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Work } from '#lib/persistence';
import { OpenRoute } from '#lib/service-kit';
import { readUpload } from './read-upload.js';
import type { FileVerdict } from './verdict.js';
import { VerifyFile } from './verify-file.query.js';

@ApiTags('verification')
@OpenRoute()
@Controller('verify')
export class VerifyFileController {
  constructor(
    private readonly work: Work,
    private readonly verifyFile: VerifyFile,
  ) {}

  /** Changes nothing, so it takes no idempotency key; the file is not kept. */
  @Post()
  @HttpCode(200)
  @ApiConsumes('application/pdf')
  async verify(@Req() request: FastifyRequest): Promise<FileVerdict> {
    const pdf = await readUpload(request.body);
    return this.work.read(async (tx) => this.verifyFile.execute(tx, pdf));
  }
}
