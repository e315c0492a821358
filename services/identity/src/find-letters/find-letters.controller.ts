import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { type Page, Work } from '#lib/persistence';
import type { Letter } from '../letter/letter.entity.js';
import { FindLettersQuery } from './find-letters.dto.js';
import { FindLetters } from './find-letters.query.js';

@ApiTags('letters')
@Controller('letters')
export class FindLettersController {
  constructor(
    private readonly work: Work,
    private readonly findLetters: FindLetters,
  ) {}

  @Get()
  @Allow('staff.read')
  async list(@Query() filter: FindLettersQuery, @By() caller: Caller): Promise<Page<Letter>> {
    return this.work.read(async (tx) => this.findLetters.list(tx, caller, filter));
  }
}
