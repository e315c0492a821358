import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Health, type Readiness } from './health.js';
import { OpenRoute } from './open-route.js';

/** For the supervisor of processes: alive, and able to work. */
@ApiExcludeController()
@OpenRoute()
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('live')
  live(@Res({ passthrough: true }) reply: FastifyReply): { status: 'live' | 'given-up' } {
    void reply.status(this.health.live ? 200 : 503);
    return { status: this.health.live ? 'live' : 'given-up' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: Readiness; checks: object }> {
    const report = await this.health.report();
    void reply.status(report.status === 'ready' || report.status === 'degraded' ? 200 : 503);
    return report;
  }
}
