import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { type Page, Work } from '#lib/persistence';
import type { Staff } from '../staff/staff.entity.js';
import { FindStaffQuery } from './find-staff.dto.js';
import { FindStaff } from './find-staff.query.js';

@ApiTags('staff')
@Controller('staff')
export class FindStaffController {
  constructor(
    private readonly work: Work,
    private readonly findStaff: FindStaff,
  ) {}

  @Get()
  @Allow('staff.read')
  async list(@Query() filter: FindStaffQuery, @By() caller: Caller): Promise<Page<Staff>> {
    return this.work.read(async (tx) => this.findStaff.list(tx, caller, filter));
  }
}
