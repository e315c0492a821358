export * from './gen/yichuang/catalogue/v1/events_pb.js';
export * from './gen/yichuang/identity/v1/events_pb.js';
export * from './gen/yichuang/intake/v1/events_pb.js';
export * from './gen/yichuang/review/v1/events_pb.js';
export * from './gen/yichuang/certificates/v1/events_pb.js';
export * from './gen/yichuang/dispatch/v1/events_pb.js';
export * from './gen/yichuang/fees/v1/events_pb.js';
export * from './gen/yichuang/evaluation/v1/events_pb.js';
export * from './gen/yichuang/supervision/v1/events_pb.js';
export {
  durableName,
  eventFile,
  type EventSchema,
  eventSchemas,
  kebab,
  serviceOf,
  streamName,
  subjectOf,
} from './names.js';
export type { Envelope, EventAuthority } from './envelope.js';
