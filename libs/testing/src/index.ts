export { freePort, waitForPort } from './ports.js';
export { findProgram } from './find-program.js';
export { type MariaDb, startMariaDb } from './mariadb.js';
export { type Nats, type NatsUser, startNats } from './nats.js';
export { adminUser, natsPermissions } from './nats-permissions.js';
export { ChildServer } from './child-server.js';
export { createSchema, grantTables, type SchemaAccounts } from './schemas.js';
export { type Stand, openStand } from './stand.js';
export { eventually } from './eventually.js';
