import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { Work } from '#lib/persistence';
import { FileStore } from '../files/file-store.js';
import { FileQuery } from './find-files.dto.js';
import { FindFile } from './find-files.query.js';

/** Uploaded materials; served only through their case. */
@ApiTags('cases')
@Controller('cases')
export class FindFilesController {
  constructor(
    private readonly work: Work,
    private readonly findFile: FindFile,
    private readonly store: FileStore,
  ) {}

  @Get(':caseId/files/:ref')
  @Allow('material.read')
  @ApiProduces('application/pdf', 'image/jpeg', 'image/png')
  async file(
    @Param('caseId') caseId: string,
    @Param('ref') ref: string,
    @Query() { purpose }: FileQuery,
    @By() caller: Caller,
  ): Promise<StreamableFile> {
    const target = { caseId, ref, purpose: purpose ?? 'material check' };
    const { sha256, size, type } = await this.work.run(async (tx) => this.findFile.execute(tx, caller, target));
    // An attachment: what an applicant sent must not run in the console's origin.
    return new StreamableFile(this.store.read(sha256), { type, length: size, disposition: 'attachment' });
  }
}
