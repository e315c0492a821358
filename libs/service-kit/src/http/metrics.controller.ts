import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';
import { Metrics } from '../telemetry/metrics.js';
import { OpenRoute } from './open-route.js';

/** For whoever watches over the process, on its own port: what somebody passed on is not for them. */
@ApiExcludeController()
@OpenRoute()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  async read(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (wasPassedOn(request)) throw notHere();
    const text = await this.metrics.text();
    void reply.type(this.metrics.contentType);
    return text;
  }
}

/** A proxy says for whom it asks; a supervisor of processes asks for itself. */
const wasPassedOn = ({ headers }: FastifyRequest): boolean =>
  headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;

const notHere = (): DomainError =>
  new DomainError('route.not-found', 'not-found', {
    zh: '没有这个地址,请对照接口文档。',
    en: 'No such address; see /openapi.json.',
  });
