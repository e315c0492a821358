import { Readable } from 'node:stream';
import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Allow, By, type Caller } from '#lib/access';
import { Work } from '#lib/persistence';
import { ActParam, type ActRequest, Acts } from '#lib/service-kit';
import { declaredName, declaredSha256 } from '../files/content-digest.js';
import { Uploads } from '../files/uploads.js';
import { fileMissing } from '../material/material.errors.js';
import type { ReceivedAnswer } from './receive-material.dto.js';
import { ReceiveMaterial } from './receive-material.js';

/** The file of a material: raw bytes, their digest in `Content-Digest`, their name in `Content-Disposition`. */
@ApiTags('cases')
@Controller('cases')
export class ReceiveMaterialController {
  constructor(
    private readonly acts: Acts,
    private readonly work: Work,
    private readonly uploads: Uploads,
    private readonly receiveMaterial: ReceiveMaterial,
  ) {}

  @Post(':caseId/materials/:ref/file')
  @HttpCode(200)
  @Allow('material.upload')
  @ApiConsumes('application/pdf', 'image/jpeg', 'image/png')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  async receive(
    @Param('caseId') caseId: string,
    @Param('ref') materialRef: string,
    @Req() request: FastifyRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
  ): Promise<ReceivedAnswer> {
    const target = { caller, caseId, materialRef };
    const declared = declaredSha256(request.headers['content-digest']);
    const name = declaredName(request.headers['content-disposition']);
    const { answer: earlier } = await this.acts.unlessDone<ReceivedAnswer | undefined>(act, async () => {
      await this.work.run(async (tx) => this.receiveMaterial.refuseEarly(tx, target));
      return undefined;
    });
    if (earlier !== undefined) return earlier;
    const { body } = request;
    if (!(body instanceof Readable)) throw fileMissing();
    // Bytes first, row second: a row never names a file that is not on the platter.
    const file = await this.uploads.take(body, declared);
    return this.acts.once(act, async (tx) => this.receiveMaterial.execute(tx, target, file, name));
  }
}
