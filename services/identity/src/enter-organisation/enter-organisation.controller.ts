import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, Acts, type ActRequest } from '#lib/service-kit';
import { EnterOrganisationRequest, type OrganisationAnswer } from './enter-organisation.dto.js';
import { EnterOrganisation } from './enter-organisation.js';

@ApiTags('organisations')
@Controller('organisations')
export class EnterOrganisationController {
  constructor(
    private readonly acts: Acts,
    private readonly enterOrganisation: EnterOrganisation,
  ) {}

  @Post()
  @Allow('organisation.change')
  async enter(
    @Body() entry: EnterOrganisationRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
  ): Promise<OrganisationAnswer> {
    return this.acts.once(act, async (tx) => this.enterOrganisation.execute(tx, { caller, entry }));
  }
}
