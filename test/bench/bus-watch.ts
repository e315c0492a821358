import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

/** What was said on the bus over a stretch of work, from the streams' own sequence numbers and sizes. */
export class BusWatch {
  private constructor(
    private readonly natsUrl: string,
    private readonly before: ReadonlyMap<string, number>,
  ) {}

  /** Begins now. @param natsUrl of an account that sees every stream */
  static async begin(natsUrl: string): Promise<BusWatch> {
    return new BusWatch(natsUrl, await read(natsUrl));
  }

  /** Messages and bytes since the beginning. */
  async end(): Promise<Map<string, number>> {
    const now = await read(this.natsUrl);
    return new Map([...now].map(([name, count]) => [name, count - (this.before.get(name) ?? 0)]));
  }
}

async function read(natsUrl: string): Promise<Map<string, number>> {
  const { host, username, password } = new URL(natsUrl);
  const connection = await connect({ servers: host, user: username, pass: password });
  let [messages, bytes] = [0, 0];
  for await (const { state } of (await jetstreamManager(connection)).streams.list()) {
    messages += state.last_seq;
    bytes += state.bytes;
  }
  await connection.close();
  return new Map([
    ['messages', messages],
    ['stream bytes', bytes],
  ]);
}
