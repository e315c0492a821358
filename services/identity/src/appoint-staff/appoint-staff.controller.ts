import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, Acts, type ActRequest, IfMatchOrNew } from '#lib/service-kit';
import { AppointStaffRequest, type StaffAnswer } from './appoint-staff.dto.js';
import { AppointStaff } from './appoint-staff.js';
import { KeyedAct } from './keyed-act.js';

@ApiTags('staff')
@Controller('staff')
export class AppointStaffController {
  constructor(
    private readonly acts: Acts,
    private readonly appointStaff: AppointStaff,
    private readonly keyedAct: KeyedAct,
  ) {}

  @Post()
  @Allow('staff.appoint')
  async appoint(
    @Body() appointment: AppointStaffRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatchOrNew() version: number | undefined,
  ): Promise<StaffAnswer> {
    const input = { caller, appointment, version };
    return this.acts.once(this.keyedAct.of(act), async (tx) => this.appointStaff.execute(tx, input));
  }
}
