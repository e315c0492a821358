import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

/** A process of its own that has the last resort, and in which something goes wrong. */
function die(how: string): { code: number | null; output: string } {
  const script = `
    const { Log } = await import('./dist/libs/service-kit/src/index.js');
    const { endOnFault } = await import('./dist/libs/service-kit/src/ending.js');
    endOnFault(new Log('probe', 'info'));
    setInterval(() => undefined, 1000);
    ${how};
  `;
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { env });
  return { code: status, output: `${stdout.toString()}${stderr.toString()}` };
}

describe('what nobody caught', () => {
  it.each([
    ['uncaughtException', `setTimeout(() => { throw new Error('no case of "陈小满"'); })`],
    ['unhandledRejection', `void Promise.reject(new Error('no case of "陈小满"'))`],
    ['unhandledRejection', `void Promise.reject('陈小满')`],
  ])('%s is logged without its values and ends the process', (kind, how) => {
    const { code, output } = die(how);
    expect(code).toBe(1);
    const line = JSON.parse(output.trim()) as { msg: string; service: string };
    expect(line).toMatchObject({ msg: kind, service: 'probe' });
    expect(output).not.toContain('陈小满');
  });
});
