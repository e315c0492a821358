import type { FastifyRequest } from 'fastify';

export class WeighLetter {
  execute(request: FastifyRequest): unknown {
    return request;
  }
}
