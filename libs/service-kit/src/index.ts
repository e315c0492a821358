export { DomainError, type ErrorKind, type FieldFault, type Sentence } from './errors/domain-error.js';
export { Clock } from './time/clock.js';
export { hearBusinessTime } from './time/hear-business-time.js';
export { businessTimeTables } from './time/business-time.migration.js';
export { BusinessTime } from './time/business-time.entity.js';
export { bornAt, newId, newSecret } from './ids.js';
export { loadConfig } from './config/load-config.js';
export { ServiceConfig } from './config/service-config.js';
export { ServiceKitModule } from './service-kit.module.js';
export { Acts, type ActRequest } from './http/acts.js';
export {
  ActParam,
  IfMatch,
  IfMatchOrNew,
  type PrincipalRequest,
  traceparentOf,
  versionRequired,
} from './http/decorators.js';
export { PageQuery } from './http/page.dto.js';
export { OpenRoute, isOpenRoute } from './http/open-route.js';
export { idempotencyTables, IdempotencyRow } from './http/idempotency.entity.js';
export { EVENT_STRATEGY, run, serve, type Served } from './serve.js';
export { Log } from './telemetry/log.js';
export { armFailpoints, failpoint } from './failpoint.js';
export { Health, type HealthCheck } from './http/health.js';
export { Refusals, type RefusalRecorder } from './http/refusals.js';
export { SERVICE_OPTIONS, type ServiceKitOptions } from './service-options.js';
export { languageOf, problemOf, type Problem } from './http/problem.js';
export { NotADevelopmentSecret } from './config/development-secret.js';
export { currentTraceparent, inTrace } from './telemetry/trace.js';
export { Metrics, type FigureGroup, type Reading } from './telemetry/metrics.js';
