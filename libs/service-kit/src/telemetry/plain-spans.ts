import type { Attributes } from '@opentelemetry/api';
import type { tracing } from '@opentelemetry/sdk-node';
import { plainWords } from '#lib/persistence';

type Span = tracing.ReadableSpan;

/** Addresses are kept up to the question mark, and as plain words: people write names and numbers where ids belong. */
const addresses = new Set(['http.url', 'http.target', 'url.full', 'url.path']);
const removed = new Set([
  'url.query',
  'user_agent.original',
  'http.user_agent',
  'http.client_ip',
  'client.address',
  'net.peer.ip',
  'network.peer.address',
  'exception.message',
  'exception.stacktrace',
]);

/** Takes out of spans what may be personal: error messages repeat values, and addresses what was searched for. */
export class PlainSpans implements tracing.SpanExporter {
  constructor(private readonly inner: tracing.SpanExporter) {}

  export(spans: Span[], done: Parameters<tracing.SpanExporter['export']>[1]): void {
    this.inner.export(spans.map(plainSpan), done);
  }

  async shutdown(): Promise<void> {
    return this.inner.shutdown();
  }

  async forceFlush(): Promise<void> {
    await this.inner.forceFlush?.();
  }
}

/** A span that says what the given one says, without what may be personal. */
function plainSpan(span: Span): Span {
  return Object.create(span, {
    status: { value: { code: span.status.code } },
    attributes: { value: plainAttributes(span.attributes) },
    events: {
      value: span.events.map((event) => ({ ...event, attributes: plainAttributes(event.attributes ?? {}) })),
    },
  }) as Span;
}

function plainAttributes(attributes: Attributes): Attributes {
  const kept = Object.entries(attributes).filter(([name]) => !removed.has(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, addresses.has(name) ? plainAddress(String(value)) : value]),
  );
}

function plainAddress(address: string): string {
  const [path = ''] = address.split('?');
  try {
    return plainWords(decodeURIComponent(path));
  } catch {
    // Nobody can read it: it is refused, and nothing is kept of it.
    return '';
  }
}
