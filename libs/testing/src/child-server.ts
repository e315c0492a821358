import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a server is started. */
export interface ServerCommand {
  program: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  logFile: string;
  /** Written with the process id, so that a later run can end what an interrupted one left behind. */
  pidFile?: string;
  /** Whether it must stop by itself when this process is gone (Node services watch the channel). */
  channel?: boolean;
}

/** One process of ours: started, ended, killed and started again by its own id. */
export class ChildServer {
  private child: ChildProcess | undefined;

  constructor(private readonly command: ServerCommand) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  get running(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Starts the process; says nothing of whether it answers yet. @param settings for this time only, beside its own */
  start(settings: NodeJS.ProcessEnv = {}): void {
    const { program, args, env, logFile, pidFile, channel } = this.command;
    const log = openSync(logFile, 'a');
    const stdio = channel === true ? (['ignore', log, log, 'ipc'] as const) : (['ignore', log, log] as const);
    // A group of its own: Ctrl-C in the terminal must reach only whoever stops the others in order.
    this.child = spawn(program, args, {
      env: { ...(env ?? process.env), ...settings },
      stdio: [...stdio],
      detached: true,
    });
    this.child.on('error', () => undefined);
    if (pidFile !== undefined && this.child.pid !== undefined) writeFileSync(pidFile, String(this.child.pid));
  }

  /** SIGTERM, then SIGKILL after ten seconds. */
  async stop(): Promise<void> {
    const { child } = this;
    if (child === undefined || !this.running) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await Promise.race([exited, sleep(10_000, undefined, { ref: false })]);
    if (this.running) {
      child.kill('SIGKILL');
      await exited;
    }
    if (this.command.pidFile !== undefined) rmSync(this.command.pidFile, { force: true });
  }

  /** SIGKILL: nothing gets the chance to tidy up. */
  async kill9(): Promise<void> {
    const { child } = this;
    if (child === undefined || !this.running) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  /** The last lines of its log, for an error message. */
  lastWords(): string {
    return readFileSync(this.command.logFile, 'utf8').split('\n').slice(-8).join('\n');
  }
}
