import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isPassing } from '#lib/persistence';
import { DomainError } from '../errors/domain-error.js';
import { Log } from '../telemetry/log.js';
import { fromFramework } from './framework-problems.js';
import { languageOf, type Problem, problemOf, unexpectedProblem } from './problem.js';
import { Refusals } from './refusals.js';

/** Turns whatever was thrown into problem+json; refusals that the rules want kept are handed to `Refusals`. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly refusals: Refusals,
  ) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = await this.explain(thrown, request);
    if (problem.status === 503 || problem.status === 429) void reply.header('retry-after', '2');
    await reply.status(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  }

  private async explain(thrown: unknown, request: FastifyRequest): Promise<Problem> {
    const language = languageOf(request.headers['accept-language']);
    const instance = `urn:yichuang:request:${request.id}`;
    const error = thrown instanceof DomainError ? thrown : (fromFramework(thrown) ?? unavailable(thrown));
    if (error === undefined) {
      this.log.fault('request failed', thrown, { request: request.id, route: request.routeOptions.url });
      return unexpectedProblem(language, instance);
    }
    await this.refusals.record(error, request);
    return problemOf(error, language, instance);
  }
}

function unavailable(thrown: unknown): DomainError | undefined {
  if (!isPassing(thrown)) return undefined;
  return new DomainError('service.unavailable', 'unavailable', {
    zh: '数据库暂时不可用,操作是否生效尚不确定;请用同一个 Idempotency-Key 重试,不会重复办理。',
    en: 'The database is not available; whether it was done is not known. Try again with the same Idempotency-Key: it is done once.',
  });
}
