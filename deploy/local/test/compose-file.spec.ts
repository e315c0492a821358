import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { faultsOf, portOfService, readCompose } from './compose-file.js';

const text = readFileSync('deploy/local/compose.yml', 'utf8');
const given = { YICHUANG_ROOT_PASSWORD: '12e4' };

describe('compose.yml', () => {
  it('describes two fit servers, by hand on the ports 3316 and 4232', () => {
    const file = readCompose(text, given);
    expect(faultsOf(file)).toEqual([]);
    expect(Object.values(file.services).map(portOfService)).toEqual([
      { host: '127.0.0.1', published: 3316, target: 3306 },
      { host: '127.0.0.1', published: 4232, target: 4222 },
    ]);
    expect(file.services['nats']?.environment).toEqual({ NATS_PASSWORD: '"12e4"' });
  });

  it('takes its ports from the environment, and does nothing without a password', () => {
    const ports = { YICHUANG_MARIADB_PORT: '5001', YICHUANG_NATS_PORT: '5002' };
    const { services } = readCompose(text, { ...given, ...ports });
    expect(Object.values(services).map((service) => portOfService(service).published)).toEqual([5001, 5002]);
    expect(() => readCompose(text, ports)).toThrow('YICHUANG_ROOT_PASSWORD');
  });

  it.each([
    ['image: mariadb:11.4.13', 'image: mariadb:11', 'mariadb has no pinned image'],
    ['image: nats:2.12.8-alpine', 'image: nats', 'nats has no pinned image'],
    ["'127.0.0.1:${YICHUANG_MARIADB_PORT:-3316}:3306'", "'3316:3306'", 'mariadb has no port on loopback'],
    ["['127.0.0.1:${YICHUANG_NATS_PORT:-4232}:4222']", '[]', 'nats has no port on loopback'],
    ['- --sync-binlog=1', '- --sync-binlog=0', 'mariadb without --sync-binlog=1'],
    ['- --log-bin=binlog', '- --skip-log-bin', 'mariadb without --log-bin=binlog'],
    ['trx-commit=1', 'trx-commit=2', 'mariadb without --innodb-flush-log-at-trx-commit=1'],
    ["'mariadb:/var/lib/mysql'", "'./mysql:/var/lib/mysql'", 'mariadb keeps its data in no named volume'],
    ["'nats:/data', ", '', 'nats keeps its data in no named volume'],
    ["test: ['CMD', 'wget'", "test: ['NONE', 'wget'", 'nats has no health check'],
    ['MARIADB_ROOT_PASSWORD:', 'MARIADB_PASSWORD:', 'mariadb has no root password'],
    [`'"\${YICHUANG_ROOT_PASSWORD:?set by npm start}"'`, '${YICHUANG_ROOT_PASSWORD}', 'nats has no password in quotes'],
  ])('would be found out with %s as %s', (sound, spoiled, fault) => {
    expect(text).toContain(sound);
    expect(faultsOf(readCompose(text.replace(sound, spoiled), given))).toContain(fault);
  });
});
