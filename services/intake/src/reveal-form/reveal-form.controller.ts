import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { Work } from '#lib/persistence';
import { type RevealedFormAnswer, RevealFormRequest } from './reveal-form.dto.js';
import { RevealForm } from './reveal-form.query.js';

/** A clear view of the one form, for a stated purpose. Not kept under an idempotency key: kept answers are stored. */
@ApiTags('applications')
@Controller('applications')
export class RevealFormController {
  constructor(
    private readonly work: Work,
    private readonly revealForm: RevealForm,
  ) {}

  @Post(':applicationId/reveal')
  @HttpCode(200)
  @Allow('case.reveal')
  async reveal(
    @Param('applicationId') applicationId: string,
    @Body() { purpose }: RevealFormRequest,
    @By() caller: Caller,
  ): Promise<RevealedFormAnswer> {
    return this.work.run(async (tx) => this.revealForm.execute(tx, { caller, applicationId, purpose }));
  }
}
