import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('yichuang');

/** The W3C trace context of what is going on, or undefined when nothing is traced. */
export function currentTraceparent(): string | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  if (span === undefined || !trace.isSpanContextValid(span)) return undefined;
  return `00-${span.traceId}-${span.spanId}-0${span.traceFlags & 1}`;
}

/**
 * Does something as a part of a trace that began elsewhere: a matter can be followed through outbox, stream and inbox.
 *
 * @param traceparent W3C trace context that came with the event; undefined begins a new trace
 * @param name of the span
 * @param act what to do
 * @param side whether a message is published or handled
 */
export async function inTrace<T>(
  traceparent: string | undefined,
  name: string,
  act: () => Promise<T>,
  side: 'hears' | 'says' = 'hears',
): Promise<T> {
  const kind = side === 'says' ? SpanKind.PRODUCER : SpanKind.CONSUMER;
  const parent = traceparent === undefined ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent });
  const span = tracer.startSpan(name, { kind }, parent);
  try {
    return await context.with(trace.setSpan(parent, span), act);
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

/** Sends what is still held of the traces; to be awaited before a process ends. */
export async function endTracing(): Promise<void> {
  const provider = trace.getTracerProvider();
  const inner: unknown = 'getDelegate' in provider ? (provider as { getDelegate(): unknown }).getDelegate() : provider;
  const end = (inner as { shutdown?: () => Promise<void> }).shutdown;
  await end?.call(inner);
}
