import { Controller } from '@nestjs/common';
import { type OrganisationChanged, OrganisationChangedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { keepNewest } from './copies.repository.js';

/** Keeps this service's copy of the organisations. */
@Controller()
export class HearOrganisationChangedHandler {
  @OnEvent(OrganisationChangedSchema)
  async handle({ tx, event, envelope }: Delivery<OrganisationChanged>): Promise<void> {
    await keepNewest(tx, 'organisation_copy', {
      organisation_id: event.organisationId,
      name: event.name,
      short_name: event.shortName,
      kind: event.kind,
      credit_code: event.creditCode,
      region: envelope.region,
      version: envelope.aggregateVersion,
    });
  }
}
