import {
  jetstream,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamClient,
  jetstreamManager,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';

/** A connection to the bus with its JetStream doors. */
export interface Bus {
  connection: NatsConnection;
  js: JetStreamClient;
  jsm: JetStreamManager;
  /** Whether the server is reached at this moment. */
  connected: boolean;
  /** Whoever wants to hear at once that the server was lost (false) or is reached again (true). */
  watchers: Set<(connected: boolean) => void>;
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
    // Else a second refusal closes the connection for ever: a user that is lost in a change of the server's comes back.
    ignoreAuthErrorAbort: true,
    reconnectTimeWait: 100,
    pingInterval: 10_000,
    maxPingOut: 2,
    timeout: 5_000,
    // A stack kept for each request, in case it fails, cost more than the request.
    noAsyncTraces: true,
  });
  const js = jetstream(connection, { timeout: 5_000 });
  const jsm = await jetstreamManager(connection, { checkAPI: false, timeout: 5_000 });
  const bus: Bus = { connection, js, jsm, connected: true, watchers: new Set() };
  void watch(bus);
  return bus;
}

async function watch(bus: Bus): Promise<void> {
  for await (const { type } of bus.connection.status()) {
    if (type === 'disconnect' || type === 'close') tell(bus, false);
    if (type === 'reconnect') tell(bus, true);
  }
}

function tell(bus: Bus, connected: boolean): void {
  bus.connected = connected;
  for (const watcher of bus.watchers) watcher(connected);
}

/**
 * Waits for answers of the server, but not for those that can no longer come: what was asked of a server that is lost is
 * never answered, and its time-out would be waited for in vain.
 *
 * @param answers settles when all have come; it never rejects
 */
export async function untilLost(bus: Bus, answers: Promise<unknown>): Promise<void> {
  let watcher: (connected: boolean) => void = () => undefined;
  const lost = new Promise<void>((resolve) => {
    watcher = (connected) => {
      if (!connected) resolve();
    };
  });
  bus.watchers.add(watcher);
  await Promise.race([answers, lost]);
  bus.watchers.delete(watcher);
}

/** Whether a JetStream answer says that the consumer is there already, with other settings (error code 10148, or 10013). */
export function existsOtherwise(error: unknown): boolean {
  const text = String(error).toLowerCase();
  return text.includes('consumer already exists') || text.includes('consumer name already in use');
}

/** Whether a JetStream answer says that the stream or the consumer is not there. */
export function isMissing(error: unknown): boolean {
  const text = String(error).toLowerCase();
  return text.includes('not found') || text.includes('no responders') || text.includes('consumer deleted');
}

/** Whether JetStream says that it has no such stream; one that does not answer, or is not ready, does not say so. */
export function isNoStream(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
}
