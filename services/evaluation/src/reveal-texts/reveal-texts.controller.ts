import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { Work } from '#lib/persistence';
import { RevealTextsRequest, type TextView } from './reveal-texts.dto.js';
import { RevealTexts } from './reveal-texts.js';

/** What was written about an occasion, for a purpose that is kept. */
@ApiTags('occasions')
@Controller('occasions')
export class RevealTextsController {
  constructor(
    private readonly work: Work,
    private readonly revealTexts: RevealTexts,
  ) {}

  /** Takes no idempotency key: its answer must not be stored, and every look is a row of its own. */
  @Post(':occasionId/reveal')
  @HttpCode(200)
  @Allow('evaluation.read-text')
  async reveal(
    @Param('occasionId') occasionId: string,
    @Body() { purpose }: RevealTextsRequest,
    @By() caller: Caller,
  ): Promise<{ items: TextView[] }> {
    return this.work.run(async (tx) => this.revealTexts.execute(tx, { caller, occasionId, purpose }));
  }
}
