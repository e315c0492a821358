import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, Acts, type ActRequest, IfMatch } from '#lib/service-kit';
import { type OrganisationAnswer, OrganisationRequest } from '../enter-organisation/enter-organisation.dto.js';
import { ChangeOrganisation } from './change-organisation.js';

@ApiTags('organisations')
@Controller('organisations')
export class ChangeOrganisationController {
  constructor(
    private readonly acts: Acts,
    private readonly changeOrganisation: ChangeOrganisation,
  ) {}

  @Post(':organisationId/change')
  @HttpCode(200)
  @Allow('organisation.change')
  async change(
    @Param('organisationId') organisationId: string,
    @Body() content: OrganisationRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<OrganisationAnswer> {
    const input = { caller, organisationId, version, content };
    return this.acts.once(act, async (tx) => this.changeOrganisation.execute(tx, input));
  }
}
