import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkout, planted } from './tree.js';

const config = join(checkout, '.dependency-cruiser.cjs');
const program = join(checkout, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

interface Cruise {
  summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
}

/** Cruises a tree with the checkout's own rules. */
function cruise(tree: string, ...folders: string[]): Cruise['summary'] {
  const { stdout, stderr } = spawnSync(process.execPath, [program, '--config', config, '-T', 'json', ...folders], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
    env: { PATH: process.env['PATH'] ?? '' },
  });
  if (stdout === '') throw new Error(`dependency-cruiser said nothing: ${stderr}`);
  return (JSON.parse(stdout) as Cruise).summary;
}

const breaks: readonly (readonly [rule: string, file: string])[] = [
  ['aggregate-not-act', 'services/post/src/letter/letter.errors.ts'],
  ['controller-reaches-only-its-act', 'services/post/src/send-letter/send-letter.controller.ts'],
  ['door-opens-its-own-act', 'services/post/src/recall-letter/recall-letter.timer.ts'],
  ['handler-reaches-only-its-act', 'services/post/src/weigh-letter/weigh-letter.handler.ts'],
  ['library-not-service', 'libs/persistence/src/knows-service.ts'],
  ['library-through-index', 'services/post/src/deep.ts'],
  ['library-to-library-through-index', 'libs/persistence/src/deep.ts'],
  ['mysql2-only-in-persistence', 'libs/access/src/own-pool.ts'],
  ['nats-only-in-messaging', 'libs/access/src/own-bus.ts'],
  ['no-cycles', 'libs/persistence/src/back.ts'],
  ['no-cycles', 'libs/persistence/src/round.ts'],
  ['pure-libraries', 'libs/calendar/src/stored-day.ts'],
  ['query-without-act', 'services/post/src/find-letters/find-letters.query.ts'],
  ['resolvable', 'libs/contracts/src/unresolved.ts'],
  ['service-not-service', 'services/bank/src/peep.ts'],
  ['states-import-types-of-messaging', 'services/post/src/parcel/parcel.states.ts'],
  ['states-stand-alone', 'services/post/src/letter/letter.states.ts'],
  ['testing-only-in-tests', 'services/post/src/rehearsal.ts'],
  ['use-case-not-use-case', 'services/post/src/recall-letter/recall-letter.ts'],
  ['use-case-without-transport', 'services/post/src/weigh-letter/weigh-letter.ts'],
];

describe('imports', () => {
  it('has a planted file for every rule, and a cycle of types beside one of values', () => {
    const { forbidden } = createRequire(import.meta.url)(config) as { forbidden: { name: string }[] };
    expect(forbidden.map(({ name }) => name).sort()).toEqual([...new Set(breaks.map(([rule]) => rule))]);
  });

  it('each rule finds the file planted against it, and nothing else', () => {
    const found = cruise(planted, 'services', 'libs').violations.map(({ rule, from }) => `${rule.name}: ${from}`);
    expect(found.sort()).toEqual(breaks.map(([rule, file]) => `${rule}: ${file}`));
  });

  it('holds in services, libs, deploy and test', () => {
    const { totalCruised, violations } = cruise(checkout, 'services', 'libs', 'deploy', 'test');
    expect(totalCruised).toBeGreaterThan(500);
    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });
});
