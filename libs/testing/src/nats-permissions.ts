/** What a NATS user may publish and hear. */
export interface NatsPermissions {
  publish: string[];
  subscribe: string[];
}

/** Every saying service. */
export const sources = [
  'catalogue',
  'identity',
  'intake',
  'review',
  'fees',
  'certificates',
  'dispatch',
  'evaluation',
  'supervision',
];

/** For operators and tests: everything. */
export const adminUser = 'admin';

/**
 * The least a service needs: its own events and stream, its own durables on any event stream, its own replies. Nobody but
 * the owner may say a service's facts, so listeners need not judge authority again.
 *
 * @param service e.g. `intake`
 */
export function natsPermissions(service: string): NatsPermissions {
  const own = `EVT_${service.toUpperCase()}`;
  return {
    publish: [
      `evt.${service}.>`,
      '$JS.API.INFO',
      '$JS.API.STREAM.INFO.*',
      `$JS.API.STREAM.CREATE.${own}`,
      `$JS.API.STREAM.UPDATE.${own}`,
      `$JS.API.STREAM.DELETE.${own}`,
      `$JS.API.STREAM.MSG.GET.${own}`,
      // A wildcard must be a whole token, so `intake__*` cannot be said: the durables are named one by one.
      ...sources
        .map((source) => `${service}__${source}`)
        .flatMap((name) => [
          `$JS.API.CONSUMER.CREATE.*.${name}`,
          `$JS.API.CONSUMER.CREATE.*.${name}.>`,
          `$JS.API.CONSUMER.DURABLE.CREATE.*.${name}`,
          `$JS.API.CONSUMER.INFO.*.${name}`,
          `$JS.API.CONSUMER.MSG.NEXT.*.${name}`,
          `$JS.ACK.*.${name}.>`,
        ]),
    ],
    subscribe: [`_INBOX_${service}.>`],
  };
}
