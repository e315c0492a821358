import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { DomainError } from '../errors/domain-error.js';

/** Writes down a refusal somewhere. */
export type RefusalRecorder = (error: DomainError, request: FastifyRequest) => Promise<void>;

/** Where refused requests are told, so that whoever keeps the audit hears of them. */
@Injectable()
export class Refusals {
  private readonly recorders: RefusalRecorder[] = [];

  /** Adds a listener. */
  tell(recorder: RefusalRecorder): void {
    this.recorders.push(recorder);
  }

  /** Tells every listener. */
  async record(error: DomainError, request: FastifyRequest): Promise<void> {
    for (const recorder of this.recorders) await recorder(error, request);
  }
}
