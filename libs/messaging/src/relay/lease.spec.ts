import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import type { Work } from '#lib/persistence';
import { isDead, RelayLease } from './lease.js';

const { holder } = new RelayLease(undefined as unknown as Work);
const [, , sight] = holder.split('.');

it('knows that it lives itself, and fits its column', () => {
  expect(isDead(holder)).toBe(false);
  expect(holder.length).toBeLessThanOrEqual(40);
});

it('knows a process of this host that was killed from one that lives', async () => {
  const child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
  const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  const name = `${child.pid}.${start}.${sight}.ABCDEF`;
  expect(isDead(name)).toBe(false);
  // Another process may have got the number of one that is gone.
  expect(isDead(`${child.pid}.${Number(start) - 1}.${sight}.ABCDEF`)).toBe(true);
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
  expect(isDead(name)).toBe(true);
});

it('declares nobody dead whom it cannot see: another host, another kind of name', () => {
  expect(isDead(`1.1.${sight?.split('').reverse().join('')}.ABCDEF`)).toBe(false);
  expect(isDead('nobody')).toBe(false);
  expect(isDead('01JABCDEFGHJKMNPQRSTVWXYZ0')).toBe(false);
});
