import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from '#lib/testing';

/** A line to a server that can fall silent: nothing is refused or broken, no byte goes through any more. */
export class FrozenLine {
  private readonly sockets = new Set<Socket>();
  private frozen = false;

  private constructor(
    private readonly server: Server,
    /** The address given, by this line. */
    readonly url: string,
  ) {}

  /** @param to address of a server on loopback, with its port */
  static async to(to: string): Promise<FrozenLine> {
    const url = new URL(to);
    const target = Number(url.port);
    url.port = String(await freePort());
    const server = createServer();
    const line = new FrozenLine(server, url.href);
    server.on('connection', (near) => line.join(near, connect(target, '127.0.0.1')));
    await new Promise<void>((resolve) => server.listen(Number(url.port), '127.0.0.1', resolve));
    return line;
  }

  freeze(): void {
    this.frozen = true;
    for (const socket of this.sockets) socket.pause();
  }

  thaw(): void {
    this.frozen = false;
    for (const socket of this.sockets) socket.resume();
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private join(near: Socket, far: Socket): void {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (bytes) => to.write(bytes));
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      from.on('error', () => to.destroy());
      if (this.frozen) from.pause();
    }
  }
}
