import type { DescFile, DescMessage, Message } from '@bufbuild/protobuf';
import type { GenMessage } from '@bufbuild/protobuf/codegenv2';
import { file_yichuang_catalogue_v1_events } from './gen/yichuang/catalogue/v1/events_pb.js';
import { file_yichuang_certificates_v1_events } from './gen/yichuang/certificates/v1/events_pb.js';
import { file_yichuang_dispatch_v1_events } from './gen/yichuang/dispatch/v1/events_pb.js';
import { file_yichuang_evaluation_v1_events } from './gen/yichuang/evaluation/v1/events_pb.js';
import { file_yichuang_fees_v1_events } from './gen/yichuang/fees/v1/events_pb.js';
import { file_yichuang_identity_v1_events } from './gen/yichuang/identity/v1/events_pb.js';
import { file_yichuang_intake_v1_events } from './gen/yichuang/intake/v1/events_pb.js';
import { file_yichuang_review_v1_events } from './gen/yichuang/review/v1/events_pb.js';
import { file_yichuang_supervision_v1_events } from './gen/yichuang/supervision/v1/events_pb.js';

/** The generated description of one event. */
export type EventSchema<M extends Message = Message> = GenMessage<M>;

const files: Record<string, DescFile> = {
  catalogue: file_yichuang_catalogue_v1_events,
  identity: file_yichuang_identity_v1_events,
  intake: file_yichuang_intake_v1_events,
  review: file_yichuang_review_v1_events,
  fees: file_yichuang_fees_v1_events,
  certificates: file_yichuang_certificates_v1_events,
  dispatch: file_yichuang_dispatch_v1_events,
  evaluation: file_yichuang_evaluation_v1_events,
  supervision: file_yichuang_supervision_v1_events,
};

/** Every message a saying service has a schema for, by full type name. */
export const eventSchemas: ReadonlyMap<string, DescMessage> = new Map(
  Object.values(files).flatMap((file) => file.messages.map((message) => [message.typeName, message] as const)),
);

/** The proto file of a saying service, or undefined when it says nothing. */
export function eventFile(service: string): DescFile | undefined {
  return files[service];
}

/** `CaseAccepted` → `case-accepted`. */
export function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/** The service that owns an event: the second part of its package name. */
export function serviceOf(typeName: string): string {
  const service = typeName.split('.')[1];
  if (service === undefined) throw new Error(`${typeName} is not an event of this platform`);
  return service;
}

/** `evt.<service>.v1.<event>.<region>.<aggregateId>`: computed, never typed. */
export function subjectOf(schema: DescMessage, region: string, aggregateId: string): string {
  const version = schema.typeName.split('.')[2];
  return `evt.${serviceOf(schema.typeName)}.${version}.${kebab(schema.name)}.${region}.${aggregateId}`;
}

/** The one stream of a saying service. */
export function streamName(service: string): string {
  return `EVT_${service.toUpperCase()}`;
}

/** The one durable of a listening service on a saying service's stream. Never rename: a new name starts from nothing. */
export function durableName(listener: string, source: string): string {
  return `${listener}__${source}`;
}
