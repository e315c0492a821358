import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { freePort } from '#lib/testing';
import { type LocalState, portOf } from '../state.js';

const stateWith = (ports: Record<string, number>): LocalState => ({
  passwords: {},
  ports,
  personalKeys: '',
  keyEncryptionKey: '',
});

describe('the port of a process', () => {
  it('is the same as last time', async () => {
    const port = await freePort();
    expect(await portOf(stateWith({ intake: port }), 'intake')).toBe(port);
  });

  it('is another when somebody listens there now', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    expect(await portOf(stateWith({ intake: port }), 'intake')).not.toBe(port);
    server.close();
  });

  it('is never that of another process, whoever listens first', async () => {
    const port = await freePort();
    const state = stateWith({ review: port, gateway: port });
    expect(await portOf(state, 'gateway')).not.toBe(port);
    expect(await portOf(state, 'review')).toBe(port);
    expect(new Set(Object.values(state.ports)).size).toBe(2);
  });
});
