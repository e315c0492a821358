import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, Acts, type ActRequest, IfMatch } from '#lib/service-kit';
import type { StaffAnswer } from '../appoint-staff/appoint-staff.dto.js';
import { EndAppointment } from './end-appointment.js';

@ApiTags('staff')
@Controller('staff')
export class EndAppointmentController {
  constructor(
    private readonly acts: Acts,
    private readonly endAppointment: EndAppointment,
  ) {}

  @Post(':staffId/end')
  @HttpCode(200)
  @Allow('staff.appoint')
  async end(
    @Param('staffId') staffId: string,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<StaffAnswer> {
    return this.acts.once(act, async (tx) => this.endAppointment.execute(tx, { caller, staffId, version }));
  }
}
