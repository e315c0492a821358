import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, Acts, type ActRequest, IfMatch } from '#lib/service-kit';
import type { LetterAnswer } from '../grant-authority/grant-authority.dto.js';
import { RevokeAuthorityRequest } from './revoke-authority.dto.js';
import { RevokeAuthority } from './revoke-authority.js';

@ApiTags('letters')
@Controller('letters')
export class RevokeAuthorityController {
  constructor(
    private readonly acts: Acts,
    private readonly revokeAuthority: RevokeAuthority,
  ) {}

  @Post(':letterId/revoke')
  @HttpCode(200)
  @Allow('authority.revoke')
  async revoke(
    @Param('letterId') letterId: string,
    @Body() { reason, effectiveAt }: RevokeAuthorityRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<LetterAnswer> {
    const input = { caller, letterId, version, reason, effectiveAt };
    return this.acts.once(act, async (tx) => this.revokeAuthority.execute(tx, input));
  }
}
