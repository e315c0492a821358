import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, Acts, type ActRequest } from '#lib/service-kit';
import { GrantAuthorityRequest, type LetterAnswer } from './grant-authority.dto.js';
import { GrantAuthority } from './grant-authority.js';

@ApiTags('letters')
@Controller('letters')
export class GrantAuthorityController {
  constructor(
    private readonly acts: Acts,
    private readonly grantAuthority: GrantAuthority,
  ) {}

  @Post()
  @Allow('authority.grant')
  async grant(
    @Body() grant: GrantAuthorityRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
  ): Promise<LetterAnswer> {
    return this.acts.once(act, async (tx) => this.grantAuthority.execute(tx, { caller, grant }));
  }
}
