import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalState } from '../../deploy/local/state.js';
import { People } from '../../deploy/local/walks/people.js';

const { NODE_OPTIONS: _options, DATABASE_URL: _database, NATS_URL: _nats, ...environment } = process.env;

/** A whole hall as `npm start` makes it, in a directory of its own: servers, all services as processes, walked once. */
export class Hall {
  output = '';

  private constructor(
    readonly directory: string,
    private readonly child: ChildProcess,
  ) {}

  /** @param env beside what every process gets */
  static async open(env: Record<string, string>): Promise<Hall> {
    const directory = mkdtempSync(join(tmpdir(), 'yichuang-'));
    const script = `import('./dist/deploy/local/start.js').then((it) => it.start([]))`;
    const child = spawn(process.execPath, ['--eval', script], {
      env: { ...environment, ...env, YICHUANG_DIRECTORY: directory },
    });
    const hall = new Hall(directory, child);
    await new Promise<void>((resolve, reject) => {
      const take = (text: Buffer): void => {
        hall.output += text.toString();
        if (hall.output.includes('everything     ')) resolve();
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.on('exit', () => reject(new Error(`the hall did not open:\n${hall.output}`)));
    });
    return hall;
  }

  async close(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exited = new Promise((resolve) => this.child.on('exit', resolve));
      this.child.kill('SIGTERM');
      await exited;
    }
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** What all processes wrote. */
  logs(): string {
    const folder = join(this.directory, 'logs');
    return readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
  }

  /** People in front of its gateway. */
  people(): People {
    const { passwords, ports } = this.state();
    return new People(`http://127.0.0.1:${ports['gateway']}`, passwords['demonstration'] ?? '');
  }

  state(): LocalState {
    return this.json('state.json') as unknown as LocalState;
  }

  /** A file of its directory. */
  json(name: string): Record<string, unknown> {
    return JSON.parse(readFileSync(join(this.directory, name), 'utf8')) as Record<string, unknown>;
  }

  get rootUrl(): string {
    const { host } = new URL(String(this.json('databases.json')['intake']));
    return `mysql://root:${readFileSync(join(this.directory, 'mariadb', 'root.password'), 'utf8')}@${host}/`;
  }

  /** An operator's command, as `deploy/local/run.mjs` calls it. */
  async run(command: 'doctor' | 'trace', ...args: string[]): Promise<{ code: number | null; output: string }> {
    const script = `import('./dist/deploy/local/${command}/${command}.js').then((it) => it.${command}(process.argv.slice(1)))`;
    const child = spawn(process.execPath, ['--eval', script, '--', ...args], {
      env: { ...environment, YICHUANG_DIRECTORY: this.directory },
    });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
    return { code, output };
  }
}
