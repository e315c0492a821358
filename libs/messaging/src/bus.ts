import { jetstream, type JetStreamClient, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';

/** A connection to the bus with its JetStream doors. */
export interface Bus {
  connection: NatsConnection;
  js: JetStreamClient;
  jsm: JetStreamManager;
  /** Whether the server is reached at this moment. */
  connected: boolean;
}

/**
 * Connects a service to NATS and keeps trying for ever: the office works on while the bus is away.
 *
 * @param url nats://user:password@host:port
 * @param service the service; its replies come to an inbox prefix that only its user may read
 */
export async function connectBus(url: string, service: string): Promise<Bus> {
  const parsed = new URL(url);
  const connection = await connect({
    servers: parsed.host,
    user: decodeURIComponent(parsed.username),
    pass: decodeURIComponent(parsed.password),
    name: service,
    inboxPrefix: `_INBOX_${service}`,
    waitOnFirstConnect: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    pingInterval: 10_000,
    maxPingOut: 2,
    timeout: 5_000,
  });
  const js = jetstream(connection, { timeout: 5_000 });
  const jsm = await jetstreamManager(connection, { checkAPI: false, timeout: 5_000 });
  const bus = { connection, js, jsm, connected: true };
  void watch(bus);
  return bus;
}

async function watch(bus: Bus): Promise<void> {
  for await (const { type } of bus.connection.status()) {
    if (type === 'disconnect' || type === 'close') bus.connected = false;
    if (type === 'reconnect') bus.connected = true;
  }
}

/** Whether a JetStream answer says that the stream or the consumer is not there. */
export function isMissing(error: unknown): boolean {
  const text = String(error).toLowerCase();
  return text.includes('not found') || text.includes('no responders') || text.includes('consumer deleted');
}
