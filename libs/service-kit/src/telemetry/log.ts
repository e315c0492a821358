import { Injectable, type LoggerService } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { type Logger, pino } from 'pino';
import { placesOf, plainError, plainWords } from '#lib/persistence';

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
    this.pino = pino({
      level,
      base: { service },
      redact: { paths: redacted, censor: '[removed]' },
      mixin: whereInTrace,
    });
  }

  log(message: unknown, context?: unknown): void {
    // What the framework says of its own starting is of interest to whoever debugs it.
    this.pino.debug({ context: plain(context) }, plain(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.pino.error({ rest: rest.map(plain), places: placesOf(message) }, plain(message));
  }

  warn(message: unknown, context?: unknown): void {
    this.pino.warn({ context: plain(context) }, plain(message));
  }

  debug(message: unknown, context?: unknown): void {
    this.pino.debug({ context: plain(context) }, plain(message));
  }

  /** Writes facts, not sentences: an object whose fields are ids, counts and codes. */
  fact(message: string, facts: Record<string, string | number | boolean | undefined>): void {
    this.pino.info(facts, message);
  }

  /** Writes a fault: what kind of error, without the values it may repeat, and the places it came through. */
  fault(message: string, error: unknown, facts: Record<string, string | number | undefined> = {}): void {
    this.pino.error({ ...facts, error: plainError(error), places: placesOf(error) }, message);
  }
}

function plain(said: unknown): string | undefined {
  if (said === undefined) return undefined;
  return typeof said === 'string' ? plainWords(said) : plainError(said);
}

/** Which trace a line belongs to. */
function whereInTrace(): object {
  const span = trace.getActiveSpan()?.spanContext();
  return span === undefined || !trace.isSpanContextValid(span) ? {} : { traceId: span.traceId, spanId: span.spanId };
}
