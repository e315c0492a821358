import { Controller, Inject } from '@nestjs/common';
import { type BusinessTimeMoved, BusinessTimeMovedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { Clock, hearBusinessTime, SERVICE_OPTIONS, type ServiceKitOptions } from '#lib/service-kit';

/** Moves this service's business time; ignored in production, where time is what it is. */
@Controller()
export class HearBusinessTimeMovedHandler {
  constructor(
    private readonly clock: Clock,
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceKitOptions,
  ) {}

  @OnEvent(BusinessTimeMovedSchema)
  async handle({ tx, event, envelope }: Delivery<BusinessTimeMoved>): Promise<void> {
    if (this.options.config.MODE === 'production') return;
    await hearBusinessTime(tx, this.clock, envelope.aggregateVersion, Number(event.offsetMs));
  }
}
