export { freePort, waitForPort } from './ports.js';
export { findProgram } from './find-program.js';
export { type MariaDb, startMariaDb } from './mariadb.js';
export { type Nats, type NatsUser, startNats } from './nats.js';
export { adminUser, natsPermissions } from './nats-permissions.js';
export { ChildServer } from './child-server.js';
export { createSchema, grantTables, type SchemaAccounts } from './schemas.js';
export { type Stand, openStand } from './stand.js';
export { eventually } from './eventually.js';
export { type OperatorConnection, openOperatorConnection } from './operator-connection.js';
export { type Answer } from './service/ask.js';
export { anyOrder, inAnyOrder } from './service/any-order.js';
export { makePersonalKeys, makeSecret } from './service/keys.js';
export {
  type Migration,
  type OpenService,
  openService,
  type RunningService,
  runService,
} from './service/run-service.js';
export { type About, type Said } from './service/said.js';
export { ServiceStand } from './service/service-stand.js';
export { TimersWait1800000000000 } from './service/timers-wait.js';
export { type Span, SpanSink } from './span-sink.js';
