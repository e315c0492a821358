import { Controller } from '@nestjs/common';
import { type StaffAppointed, StaffAppointedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { keepNewest } from './copies.repository.js';

/** Keeps this service's copy of the staff and their roles. */
@Controller()
export class HearStaffAppointedHandler {
  @OnEvent(StaffAppointedSchema)
  async handle({ tx, event, envelope }: Delivery<StaffAppointed>): Promise<void> {
    await keepNewest(tx, 'staff_copy', {
      staff_id: event.staffId,
      organisation_id: event.organisationId,
      name: event.name,
      roles: JSON.stringify(event.roles),
      state: event.state,
      region: envelope.region,
      version: envelope.aggregateVersion,
    });
  }
}
