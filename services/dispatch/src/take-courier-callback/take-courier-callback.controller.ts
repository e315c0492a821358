import { Body, Controller, Headers, HttpCode, Inject, Post, type RawBodyRequest, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Work } from '#lib/persistence';
import { Clock, OpenRoute } from '#lib/service-kit';
import { DispatchConfig } from '../dispatch.config.js';
import { requireSigned } from '../signed-body/signed-body.js';
import { CourierCallbackRequest } from './take-courier-callback.dto.js';
import { TakeCourierCallback } from './take-courier-callback.js';

/** The courier's door: no sign-in but a signature; the callback id stands for an Idempotency-Key. */
@ApiTags('courier')
@Controller('courier/callbacks')
export class TakeCourierCallbackController {
  constructor(
    @Inject(DispatchConfig) private readonly config: DispatchConfig,
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly takeCourierCallback: TakeCourierCallback,
  ) {}

  @Post()
  @HttpCode(200)
  @OpenRoute()
  async take(
    @Body() body: CourierCallbackRequest,
    @Req() request: RawBodyRequest<FastifyRequest>,
    @Headers('x-timestamp') time = '',
    @Headers('x-signature') signature = '',
  ): Promise<{ taken: true }> {
    // The bytes as they came: what was parsed and written again might not be what was signed.
    const raw = request.rawBody?.toString('utf8') ?? '';
    requireSigned(this.config.COURIER_SECRET, raw, { time, signature }, this.clock.real());
    await this.work.run(async (tx) => this.takeCourierCallback.execute(tx, body), { id: `courier:${body.callbackId}` });
    return { taken: true };
  }
}
