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
import type { BundleMaterialAnswer } from './receive-bundle-material.dto.js';
import { ReceiveBundleMaterial } from './receive-bundle-material.js';

/** The file of a shared material (一套材料), sent once: raw bytes as for the material of a case. */
@ApiTags('applications')
@Controller('applications')
export class ReceiveBundleMaterialController {
  constructor(
    private readonly acts: Acts,
    private readonly work: Work,
    private readonly uploads: Uploads,
    private readonly receiveBundleMaterial: ReceiveBundleMaterial,
  ) {}

  @Post(':applicationId/materials/:ref/file')
  @HttpCode(200)
  @Allow('material.upload')
  @ApiConsumes('application/pdf', 'image/jpeg', 'image/png')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  async receive(
    @Param('applicationId') applicationId: string,
    @Param('ref') ref: string,
    @Req() request: FastifyRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
  ): Promise<BundleMaterialAnswer> {
    const target = { caller, applicationId, ref };
    const declared = declaredSha256(request.headers['content-digest']);
    const name = declaredName(request.headers['content-disposition']);
    const { answer: earlier } = await this.acts.unlessDone<BundleMaterialAnswer | undefined>(act, async () => {
      await this.work.run(async (tx) => this.receiveBundleMaterial.refuseEarly(tx, target));
      return undefined;
    });
    if (earlier !== undefined) return earlier;
    const { body } = request;
    if (!(body instanceof Readable)) throw fileMissing();
    // Bytes first, rows second: a row never names a file that is not on the platter.
    const file = await this.uploads.take(body, declared);
    return this.acts.once(act, async (tx) => this.receiveBundleMaterial.execute(tx, target, file, name));
  }
}
