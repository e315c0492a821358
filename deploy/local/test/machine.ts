import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Addresses of servers that were prepared. */
export interface Prepared {
  kind: string;
  rootUrl: string;
  natsUrl: string;
  databases: Record<string, string>;
}

/** The PATH of the machine the tests run on; the one they play has a shorter one. */
const path = process.env['PATH'] ?? '';

/** A machine whose PATH holds only what a test puts there. */
export class Machine {
  readonly directory = mkdtempSync(join(tmpdir(), 'yichuang-'));
  /** Where `npm start` keeps everything. */
  readonly start = join(this.directory, 'start');
  private readonly running: ChildProcess[] = [];

  constructor() {
    for (const folder of ['bin', 'engine', 'packages']) mkdirSync(join(this.directory, folder));
  }

  /** Puts a program on the PATH, as a line of shell that finds everything itself; or into a folder of packages. */
  put(program: string, line: string, folder: 'bin' | 'packages' = 'bin'): void {
    const script = `#!/bin/sh\nexport PATH='${path}' ENGINE_DIRECTORY='${join(this.directory, 'engine')}'\n${line}\n`;
    writeFileSync(join(this.directory, folder, program), script, { mode: 0o755 });
  }

  /** Puts a `docker` that stands in for an engine. */
  putEngine(): void {
    this.put('docker', `exec '${process.execPath}' dist/deploy/local/test/container-engine.process.js "$@"`);
  }

  /** What was asked of the engine or of apt-get, in order. */
  asked(): string[] {
    const file = join(this.directory, 'engine', 'asked');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  }

  /** Prepares servers as `npm start` does. @throws Error with what was said, when it did not succeed */
  async prepare(): Promise<Prepared> {
    const env = { PATH: join(this.directory, 'bin'), YICHUANG_DIRECTORY: this.start };
    const program = resolve('dist/deploy/local/test/use-servers.process.js');
    const child = fork(program, { env, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.running.push(child);
    let said = '';
    child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
    const ended = once(child, 'close').then(() => undefined);
    const prepared = await Promise.race([once(child, 'message').then(([message]) => message as Prepared), ended]);
    if (prepared === undefined) throw new Error(said);
    return prepared;
  }

  /** Ends what runs, as Ctrl-C does. */
  async stop(): Promise<void> {
    for (const child of this.running.splice(0)) {
      if (child.exitCode !== null) continue;
      // Not `close`, which never comes once this side has left the channel.
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    }
  }

  /** The server processes of the engine that are there. */
  containers(): string[] {
    return readdirSync(join(this.directory, 'engine'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.pid'),
    );
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
