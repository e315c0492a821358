import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChildServer } from '#lib/testing';
import { serviceNames, type ServiceName } from './services.js';
import { localDirectory, type LocalState } from './state.js';
import { type Addresses, environmentOf } from './steps/service-environment.js';
import { simulatorEnvironment, type SimulatorName, simulatorNames } from './steps/simulator-environment.js';

/** A process of the deployment. */
export type ProcessName = ServiceName | SimulatorName;

const readyMilliseconds = 180_000;

/** The processes of a local deployment: each service its own, and the simulators of outside parties theirs. */
export class Deployment {
  private readonly processes = new Map<ProcessName, ChildServer>();

  constructor(
    state: LocalState,
    readonly addresses: Addresses,
  ) {
    mkdirSync(this.logDirectory, { recursive: true });
    for (const name of serviceNames)
      this.add(name, `services/${name}/src/main.js`, environmentOf(name, state, addresses));
    for (const name of simulatorNames) {
      this.add(name, `deploy/local/simulators/${name}.js`, simulatorEnvironment(name, state, addresses));
    }
  }

  get logDirectory(): string {
    return join(localDirectory(), 'logs');
  }

  /** Starts everything and waits until each says it is ready. */
  async start(): Promise<void> {
    for (const name of this.processes.keys()) this.get(name).start();
    await Promise.all([...this.processes.keys()].map(async (name) => this.untilReady(name)));
  }

  /** Stops everything, the door first. */
  async stop(): Promise<void> {
    await Promise.all([...this.processes.values()].map(async (process) => process.stop()));
  }

  /** SIGKILL and a new start: what a crash and its supervisor do. */
  async crash(name: ProcessName): Promise<void> {
    await this.get(name).kill9();
    this.startAgain(name);
    await this.untilReady(name);
  }

  /** Stops one process, as for maintenance: what the others say waits for it. */
  async halt(name: ProcessName): Promise<void> {
    await this.get(name).stop();
  }

  /**
   * Starts a process that is not running; does not wait for it.
   *
   * @param failpoints where it dies this time (`libs/service-kit/src/failpoint.ts`)
   */
  startAgain(name: ProcessName, failpoints = ''): void {
    // A walk and a crash may both want it back.
    if (!this.get(name).running) this.get(name).start({ FAILPOINTS: failpoints });
  }

  /** Waits until a process has died. */
  async untilDead(name: ProcessName): Promise<void> {
    while (this.get(name).running) await sleep(50);
  }

  /** Process ids, for measuring. */
  pids(): [ProcessName, number][] {
    return [...this.processes].flatMap(([name, { pid }]) => (pid === undefined ? [] : [[name, pid]]));
  }

  private get(name: ProcessName): ChildServer {
    const found = this.processes.get(name);
    if (found === undefined) throw new Error(`there is no process ${name}`);
    return found;
  }

  private add(name: ProcessName, main: string, env: Record<string, string>): void {
    const command = {
      program: process.execPath,
      args: ['--enable-source-maps', ...tracing(), join('dist', main)],
      env,
      logFile: join(this.logDirectory, `${name}.log`),
      channel: true,
    };
    this.processes.set(name, new ChildServer(command));
  }

  /** @throws Error when it ends while it starts */
  async untilReady(name: ProcessName): Promise<void> {
    const url = `http://127.0.0.1:${this.addresses.ports[name]}/health/ready`;
    for (const end = performance.now() + readyMilliseconds; performance.now() < end; await sleep(100)) {
      if (!this.get(name).running) throw new Error(`${name} ended while starting:\n${this.get(name).lastWords()}`);
      if (await answers(url)) return;
    }
    throw new Error(`${name} is not ready after ${readyMilliseconds / 1_000} s:\n${this.get(name).lastWords()}`);
  }
}

/** Spans are exported when the environment says where to. */
const tracing = (): string[] =>
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] === undefined
    ? []
    : ['--import', './dist/libs/service-kit/src/telemetry/register-tracing.js'];

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    (answer) => answer.status === 200,
    () => false,
  );
}
