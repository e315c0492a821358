import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A TCP port on loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/**
 * Waits until something listens on a loopback port.
 *
 * @throws Error after `milliseconds`
 */
export async function waitForPort(port: number, milliseconds = 30_000): Promise<void> {
  for (const end = performance.now() + milliseconds; performance.now() < end; await sleep(50)) {
    if (await answers(port)) return;
  }
  throw new Error(`nothing listens on 127.0.0.1:${port} after ${milliseconds} ms`);
}

async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
