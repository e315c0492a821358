import { register } from 'node:module';
import { SpanKind } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { MySQL2Instrumentation } from '@opentelemetry/instrumentation-mysql2';
import { NodeSDK, tracing } from '@opentelemetry/sdk-node';
import { PlainSpans } from './plain-spans.js';

/*
 * Loaded before a service with `node --import …/register-tracing.js`, because what is to be traced must be wrapped before
 * it is imported. Configured by OpenTelemetry's own variables: OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME.
 * The service sends what is left when it has drained (`endTracing`).
 */
register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);

/** A statement outside any matter is a look for work that found none: thousands an hour, and nothing to follow. */
const mattersOnly: tracing.Sampler = {
  shouldSample: (_context, _trace, _name, kind) => ({
    decision:
      kind === SpanKind.CLIENT ? tracing.SamplingDecision.NOT_RECORD : tracing.SamplingDecision.RECORD_AND_SAMPLED,
  }),
  toString: () => 'matters only',
};

const sdk = new NodeSDK({
  sampler: new tracing.ParentBasedSampler({ root: mattersOnly }),
  traceExporter: new PlainSpans(new OTLPTraceExporter()),
  instrumentations: [
    new HttpInstrumentation({
      // Whoever watches over the process asks every few seconds.
      ignoreIncomingRequestHook: ({ url = '' }) => url.startsWith('/health/') || url === '/metrics',
    }),
    // A statement's values are names, numbers and tokens: they stay out of the traces.
    new MySQL2Instrumentation({ maskStatement: true }),
  ],
});
sdk.start();
