import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, createConnection } from 'mysql2/promise';
import { jetstream, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { readDatabases, readState, writeDatabases, writeNatsUrl } from '../../deploy/local/state.js';
import { type Servers, startServers } from '../../deploy/local/steps/start-servers.js';

/** What a command of the deployment said. */
export interface Said {
  code: number | null;
  output: string;
}

/** A deployment in a directory of its own that has worked and is stopped: its servers run, its services do not. */
export class SmallDeployment {
  private constructor(
    private readonly directory: string,
    private readonly servers: Servers,
    /** An administrator of the database. */
    readonly db: Connection,
    private readonly bus: NatsConnection,
    readonly jsm: JetStreamManager,
  ) {}

  /**
   * Walks some cases in a new deployment, and keeps its servers.
   *
   * @param cases how many, of which kinds
   * @throws Error with what the walk said, when it failed
   */
  static async walked(...cases: string[]): Promise<SmallDeployment> {
    const directory = mkdtempSync(join(tmpdir(), 'yichuang-'));
    const walk = await command(directory, 'load/command.js', 'walkCommand', cases);
    if (walk.code !== 0) throw new Error(walk.output);
    process.env['YICHUANG_DIRECTORY'] = directory;
    const servers = await startServers(readState(), { kind: 'installed' });
    tellPlaces(servers);
    const { host, username: user, password: pass } = new URL(servers.natsUrlOf('admin'));
    const bus = await connect({ servers: host, user, pass });
    const db = await createConnection({ uri: servers.rootUrl, multipleStatements: true });
    return new SmallDeployment(directory, servers, db, bus, await jetstreamManager(bus));
  }

  /** Runs `npm run check`. @returns the ids of the equations that do not hold */
  async broken(): Promise<string[]> {
    return Object.keys(await this.offending());
  }

  /** Runs `npm run check`. @returns the equations that do not hold, in the order of their ids, each with what offends it */
  async offending(): Promise<Record<string, string[]>> {
    const { code, output } = await command(this.directory, 'check/command.js', 'checkCommand', ['--seconds', '5']);
    const found = [...output.matchAll(/^ {4}(.+?): it is not true that .+: (.+)$/gm)];
    // The command must end as what it says.
    if ((code === 0) !== (found.length === 0 && output.includes('equations hold'))) throw new Error(output);
    const ids = found.map(([, id = '', offenders = '']): [string, string[]] => [id, offenders.split('; ')]);
    return Object.fromEntries(ids.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Runs `npm run doctor`. */
  async doctor(): Promise<Said> {
    return command(this.directory, 'doctor/doctor.js', 'doctor', []);
  }

  /** Alters the books of the payment provider by hand. @returns puts them back */
  alterProvider(change: (books: string) => string): () => void {
    const file = join(this.directory, 'payment-provider.jsonl');
    const books = readFileSync(file, 'utf8');
    const changed = change(books);
    if (changed === books) throw new Error('nothing was altered');
    writeFileSync(file, changed);
    return () => writeFileSync(file, books);
  }

  /** Adds a line to the load generator's journal. @returns takes it out again */
  note(line: object): () => void {
    const file = join(this.directory, 'clients', 'planted.jsonl');
    appendFileSync(file, `${JSON.stringify(line)}\n`);
    return () => rmSync(file);
  }

  /** Answers on a service's port, so that the deployment counts as working. @returns ends it */
  async pretendWork(service: string): Promise<() => Promise<void>> {
    const server = createServer((_, response) => response.end());
    server.listen(readState().ports[service], '127.0.0.1');
    await once(server, 'listening');
    return async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    };
  }

  /** An uploaded file on disk. */
  uploadedFile(): string {
    const files = readdirSync(join(this.directory, 'files'), { recursive: true, encoding: 'utf8' });
    const name = files.find((path) => /[0-9a-f]{64}$/.test(path));
    if (name === undefined) throw new Error('nothing was uploaded');
    return join(this.directory, 'files', name);
  }

  /** Says an acceptance again, about a case nobody knows: what a service that publishes before its commit may do. */
  async publishStranger(): Promise<void> {
    const said = await this.jsm.streams.getMessage('EVT_INTAKE', { last_by_subj: 'evt.intake.v1.case-accepted.>' });
    if (said === null) throw new Error('nothing was accepted');
    const { subject, header, data } = said;
    const [eventId, caseId] = ['01STRANGER0000000000000000', '01STRANGERCASE000000000000'];
    header.set('ce-id', eventId);
    header.set('ce-subject', caseId);
    const place = subject.replace(/[^.]+$/, caseId);
    await jetstream(this.bus).publish(place, data, { msgID: eventId, headers: header });
  }

  /** Stops the servers and removes everything. */
  async end(): Promise<void> {
    await this.db.end();
    await this.bus.close();
    await this.servers.own?.nats.stop();
    await this.servers.own?.maria.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** The servers have other ports than during the walk. */
function tellPlaces(servers: Servers): void {
  const { host } = new URL(servers.rootUrl);
  const moved = Object.entries(readDatabases()).map(([service, url]) => [
    service,
    Object.assign(new URL(url), { host }).href,
  ]);
  writeDatabases(Object.fromEntries(moved) as Record<string, string>);
  writeNatsUrl(servers.natsUrlOf('admin'));
}

/**
 * Runs an operator's command on the deployment of a directory.
 *
 * @param directory where the deployment keeps everything
 * @param module of `deploy/local`, built, and the name of the function in it
 */
export async function command(directory: string, module: string, name: string, args: string[]): Promise<Said> {
  const { NODE_OPTIONS: _options, DATABASE_URL: _database, NATS_URL: _nats, ...env } = process.env;
  const script = `import('./dist/deploy/local/${module}').then((it) => it.${name}(${JSON.stringify(args)}))`;
  const child = spawn(process.execPath, ['--eval', script], { env: { ...env, YICHUANG_DIRECTORY: directory } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { code, output };
}
