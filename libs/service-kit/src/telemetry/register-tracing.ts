import { register } from 'node:module';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { MySQL2Instrumentation } from '@opentelemetry/instrumentation-mysql2';
import { NodeSDK } from '@opentelemetry/sdk-node';

/*
 * Loaded before a service with `node --import …/register-tracing.js`, because what is to be traced must be wrapped before
 * it is imported. Configured by OpenTelemetry's own variables: OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME.
 */
register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);

const sdk = new NodeSDK({
  traceExporter: new OTLPTraceExporter(),
  // A statement's values are names, numbers and tokens: they stay out of the traces.
  instrumentations: [new HttpInstrumentation(), new MySQL2Instrumentation({ maskStatement: true })],
});
sdk.start();
process.once('SIGTERM', () => void sdk.shutdown());
