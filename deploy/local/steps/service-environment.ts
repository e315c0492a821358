import { join } from 'node:path';
import { region } from '../seed/hall.js';
import type { ServiceName } from '../services.js';
import { localDirectory, type LocalState, passwordOf } from '../state.js';

/** Addresses everybody must know before anybody starts. */
export interface Addresses {
  ports: Record<ServiceName | 'courier' | 'sms' | 'payment', number>;
  databases: Record<ServiceName, string>;
  natsUrlOf(service: string): string;
  sealKeysFile: string;
}

const on = (port: number): string => `http://127.0.0.1:${port}`;

/** The address of the gateway. */
export const gatewayUrl = ({ ports }: Addresses): string => on(ports.gateway);

/** The environment of one service: what it needs and nothing of the others' secrets. */
export function environmentOf(service: ServiceName, state: LocalState, at: Addresses): Record<string, string> {
  const everyone = {
    PATH: process.env['PATH'] ?? '',
    MODE: 'development',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
    PORT: String(at.ports[service]),
    // Nobody stands before these processes who would have to notice first.
    DRAIN_MILLISECONDS: '0',
    DATABASE_URL: at.databases[service],
    NATS_URL: service === 'gateway' ? 'nats://127.0.0.1:1' : at.natsUrlOf(service),
    ISSUER: `${on(at.ports.identity)}/oidc`,
    ...tracingOf(service),
  };
  return { ...everyone, ...ownOf(service, state, at) };
}

function tracingOf(service: ServiceName): Record<string, string> {
  const endpoint = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  return endpoint === undefined ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: service };
}

function ownOf(service: ServiceName, state: LocalState, at: Addresses): Record<string, string> {
  const gateway = on(at.ports.gateway);
  const sealing = { PERSONAL_KEYS: state.personalKeys, SEAL_KEYS: at.sealKeysFile };
  const own: Record<ServiceName, Record<string, string>> = {
    catalogue: {},
    identity: {
      KEY_ENCRYPTION_KEY: state.keyEncryptionKey,
      GATEWAY_CLIENT_SECRET: clientSecret(state),
      GATEWAY_REDIRECT_URIS: `${gateway}/sign-in/callback`,
      GATEWAY_POST_LOGOUT_REDIRECT_URIS: `${gateway}/`,
    },
    intake: { ...sealing, FILES_DIR: join(localDirectory(), 'files') },
    review: sealing,
    certificates: { ...sealing, PUBLIC_URL: gateway },
    dispatch: {
      ...sealing,
      COURIER_URL: on(at.ports.courier),
      COURIER_SECRET: courierSecret(state),
      SMS_URL: on(at.ports.sms),
      SMS_SECRET: smsSecret(state),
    },
    fees: {
      SEAL_KEYS: at.sealKeysFile,
      PROVIDER_URL: on(at.ports.payment),
      PROVIDER_SECRET: providerSecret(state),
      PROVIDER_REGION: region,
    },
    evaluation: { DIGEST_KEY: `development-${passwordOf(state, 'evaluation-digests')}` },
    supervision: {},
    gateway: {
      // A whole hall of load walkers comes from one address here.
      REQUESTS_PER_MINUTE: '120000',
      PUBLIC_URL: gateway,
      GATEWAY_CLIENT_SECRET: clientSecret(state),
      SESSION_KEY: `de7e10${passwordOf(state, 'session-key').padEnd(64, '0').slice(6, 64)}`,
      CATALOGUE_URL: on(at.ports.catalogue),
      IDENTITY_URL: on(at.ports.identity),
      INTAKE_URL: on(at.ports.intake),
      REVIEW_URL: on(at.ports.review),
      CERTIFICATES_URL: on(at.ports.certificates),
      DISPATCH_URL: on(at.ports.dispatch),
      FEES_URL: on(at.ports.fees),
      EVALUATION_URL: on(at.ports.evaluation),
      SUPERVISION_URL: on(at.ports.supervision),
    },
  };
  return own[service];
}

// A development secret says so itself: production mode refuses it.
const clientSecret = (state: LocalState): string => `development-${passwordOf(state, 'gateway-client')}`;

/** What courier and dispatch sign callbacks with. */
export const courierSecret = (state: LocalState): string => `development-${passwordOf(state, 'courier')}`;

/** What the payment provider and fees sign requests and callbacks with. */
export const providerSecret = (state: LocalState): string => `development-${passwordOf(state, 'payment')}`;

/** What dispatch signs requests to the text message service with. */
export const smsSecret = (state: LocalState): string => `development-${passwordOf(state, 'sms')}`;
