import { Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { GatewayConfig } from '../gateway.config.js';
import { mergeDescriptions, type ServiceDescription } from './merge-descriptions.js';

/** All services' OpenAPI descriptions in one; a service that is down is named as missing, not waited for. */
@ApiExcludeController()
@Controller('api')
export class OpenApiController {
  constructor(@Inject(GatewayConfig) private readonly config: GatewayConfig) {}

  @Get('openapi.json')
  async describe(): Promise<object> {
    const services = Object.entries(this.config.upstreams);
    const found = await Promise.all(
      services.map(async ([service, upstream]) => [service, await fetchDescription(upstream)] as const),
    );
    return mergeDescriptions(found);
  }
}

async function fetchDescription(upstream: string): Promise<ServiceDescription | undefined> {
  try {
    const answer = await fetch(`${upstream}/openapi.json`, { signal: AbortSignal.timeout(2_000) });
    return (await answer.json()) as ServiceDescription;
  } catch {
    return undefined;
  }
}
