import { Injectable, type LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

/** Fields that may never reach a log, at any depth a request or event has. */
const redacted = [
  'name',
  'idNumber',
  'phone',
  'address',
  'authorization',
  'cookie',
  'password',
  'applicant',
  'body',
].flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

/** Structured logs, one JSON line each, without personal data. */
@Injectable()
export class Log implements LoggerService {
  readonly pino: Logger;

  /**
   * @param service name in every line
   * @param level least level written
   */
  constructor(service: string, level: string) {
    this.pino = pino({ level, base: { service }, redact: { paths: redacted, censor: '[removed]' } });
  }

  log(message: unknown, context?: unknown): void {
    // What the framework says of its own starting is of interest to whoever debugs it.
    this.pino.debug({ context }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.pino.error({ rest }, message instanceof Error ? (message.stack ?? message.message) : String(message));
  }

  warn(message: unknown, context?: unknown): void {
    this.pino.warn({ context }, String(message));
  }

  debug(message: unknown, context?: unknown): void {
    this.pino.debug({ context }, String(message));
  }

  /** Writes facts, not sentences: an object whose fields are ids, counts and codes. */
  fact(message: string, facts: Record<string, string | number | boolean | undefined>): void {
    this.pino.info(facts, message);
  }

  /** Writes a fault with its error's type, message and place. */
  fault(message: string, error: unknown, facts: Record<string, string | number | undefined> = {}): void {
    const stack = error instanceof Error ? error.stack : String(error);
    this.pino.error({ ...facts, stack }, message);
  }
}
