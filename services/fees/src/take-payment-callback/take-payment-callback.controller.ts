import { Body, Controller, Headers, HttpCode, Post, type RawBodyRequest, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Work } from '#lib/persistence';
import { OpenRoute } from '#lib/service-kit';
import { PaymentCallbackRequest } from './take-payment-callback.dto.js';
import { TakePaymentCallback } from './take-payment-callback.js';

/** The provider's door: no sign-in but a signature; the callback id stands for an Idempotency-Key. */
@ApiTags('payment')
@Controller('payment/callbacks')
export class TakePaymentCallbackController {
  constructor(
    private readonly work: Work,
    private readonly takePaymentCallback: TakePaymentCallback,
  ) {}

  @Post()
  @HttpCode(200)
  @OpenRoute()
  async take(
    @Body() callback: PaymentCallbackRequest,
    @Req() request: RawBodyRequest<FastifyRequest>,
    @Headers('x-timestamp') time = '',
    @Headers('x-signature') signature = '',
  ): Promise<{ taken: true }> {
    // The bytes as they came: what was parsed and written again might not be what was signed.
    const body = request.rawBody?.toString('utf8') ?? '';
    const path = request.url.split('?')[0] ?? '';
    this.takePaymentCallback.requireGenuine({ method: request.method, path, body }, { time, signature });
    const cause = { id: `payment:${callback.callbackId}` };
    await this.work.run(async (tx) => this.takePaymentCallback.execute(tx, callback, body), cause);
    return { taken: true };
  }
}
