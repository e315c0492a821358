import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts } from '#lib/service-kit';
import { type EvaluationAnswer, RatingRequest } from '../evaluation/rating.dto.js';
import { EvaluateService } from './evaluate-service.js';

/** The applicant rates a service they were rendered. */
@ApiTags('occasions')
@Controller('occasions')
export class EvaluateServiceController {
  constructor(
    private readonly acts: Acts,
    private readonly evaluateService: EvaluateService,
  ) {}

  @Post(':occasionId/evaluation')
  @HttpCode(200)
  @Allow('occasion.evaluate')
  async evaluate(
    @Param('occasionId') occasionId: string,
    @Body() rating: RatingRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
  ): Promise<EvaluationAnswer> {
    return this.acts.once(act, async (tx) => this.evaluateService.execute(tx, { caller, occasionId, rating }));
  }
}
