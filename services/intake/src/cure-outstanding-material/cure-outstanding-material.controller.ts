import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import { type CuredAnswer, CureOutstandingMaterialRequest } from './cure-outstanding-material.dto.js';
import { CureOutstandingMaterial } from './cure-outstanding-material.js';

/** 容缺补交: what the case was accepted without is brought. `If-Match` is the outstanding material's own version. */
@ApiTags('cases')
@Controller('cases')
export class CureOutstandingMaterialController {
  constructor(
    private readonly acts: Acts,
    private readonly cureOutstandingMaterial: CureOutstandingMaterial,
  ) {}

  @Post(':caseId/outstanding-materials/:ref/cure')
  @HttpCode(200)
  @Allow('outstanding-material.cure')
  async cure(
    @Param('caseId') caseId: string,
    @Param('ref') materialRef: string,
    @Body() { copies }: CureOutstandingMaterialRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<CuredAnswer> {
    const input = { caller, caseId, materialRef, version, copies };
    return this.acts.once(act, async (tx) => this.cureOutstandingMaterial.execute(tx, input));
  }
}
