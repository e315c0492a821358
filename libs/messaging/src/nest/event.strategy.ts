import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { serviceOf } from '#lib/contracts';
import type { Work } from '#lib/persistence';
import type { Clock, Health, Log, Metrics } from '#lib/service-kit';
import { type Bus, connectBus } from '../bus.js';
import type { Backlog } from '../inbox/backlog.js';
import type { EventHandler } from '../inbox/deliver.js';
import { Runner } from '../inbox/runner.js';
import { ParkedSweep } from '../inbox/sweep.js';
import { Relay } from '../relay/relay.js';
import { tellOfMessages } from './messaging-figures.js';

/** What the strategy works with. */
export interface EventStrategyParts {
  service: string;
  natsUrl: string;
  work: Work;
  log: Log;
  health: Health;
  metrics: Metrics;
  clock: Clock;
  backlog: Backlog;
}

/** Nest's door to the bus: finds the `@OnEvent` handlers, hears every stream they need, and relays the outbox. */
export class EventStrategy extends Server implements CustomTransportStrategy {
  /** Handlers by event type; also what a test delivers to. */
  readonly handlers = new Map<string, EventHandler>();
  private bus: Bus | undefined;
  private relay: Relay | undefined;
  private sweep: ParkedSweep | undefined;
  private runners: Runner[] = [];
  private closed = false;

  constructor(private readonly parts: EventStrategyParts) {
    super();
  }

  override addHandler(
    type: string,
    callback: MessageHandler,
    _isEvent = true,
    extras: Record<string, string> = {},
  ): void {
    const earlier = this.handlers.get(type);
    if (earlier !== undefined) throw new Error(`${type} has two handlers: ${earlier.name} and ${extras['handler']}`);
    const name = extras['handler'] ?? type;
    this.handlers.set(type, { name, handle: async (delivery) => settle(await callback(delivery)) });
  }

  /** Called by Nest: HTTP does not wait for the bus, because the office works on without it. */
  listen(started: () => void): void {
    const { health } = this.parts;
    health.need({ name: 'journal', check: async () => this.relay?.stopped === undefined });
    health.canMiss({ name: 'bus', check: async () => this.bus?.connected === true });
    tellOfMessages(this.parts.metrics, { ...this.parts, sources: this.sources, bus: () => this.bus });
    void this.connect().catch((error: unknown) => this.lost(error));
    started();
  }

  /** Finishes the batches under way, says what was committed meanwhile, and leaves the rest to the next process. */
  async close(): Promise<void> {
    this.closed = true;
    this.parts.backlog.end();
    await Promise.all(this.runners.map((runner) => runner.stop()));
    await this.sweep?.stop();
    await this.relay?.stop();
    await this.bus?.connection.close();
  }

  on(): never {
    throw new Error('the event strategy has no client events');
  }

  unwrap<T>(): T {
    return this.bus as T;
  }

  private get sources(): string[] {
    return [...new Set([...this.handlers.keys()].map(serviceOf))];
  }

  /** The client tries for ever to reach the bus; when it gives up all the same, only a new process hears and says again. */
  private lost(why: unknown): void {
    if (this.closed) return;
    this.parts.log.fault('bus', why);
    this.parts.health.giveUp();
  }

  private async connect(): Promise<void> {
    const { service, natsUrl, work, log, backlog } = this.parts;
    const sweep = new ParkedSweep(this.handlers, work, log);
    this.sweep = sweep;
    sweep.start();
    const bus = await connectBus(natsUrl, service);
    // It may have taken until after the end.
    if (this.closed) return bus.connection.close();
    this.bus = bus;
    backlog.watch(bus, this.sources);
    void bus.connection.closed().then((why) => this.lost(why ?? new Error('the connection to the bus was closed')));
    this.relay = new Relay(service, work, bus, log);
    this.relay.start();
    this.runners = this.sources.map((source) => new Runner(source, this.handlers, { ...this.parts, bus, sweep }));
    for (const runner of this.runners) runner.start();
  }
}

async function settle(result: unknown): Promise<unknown> {
  return isObservable(result) ? lastValueFrom(result, { defaultValue: undefined }) : result;
}
