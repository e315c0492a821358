import { describe, expect, it } from '@jest/globals';
import { checkSources, sourceRules } from './source-rules.js';
import { checkout, planted } from './tree.js';

describe('rules of the source', () => {
  it('each finds the file planted against it, and nothing else', () => {
    const { broken } = checkSources(planted);
    expect(broken).toEqual([
      ['ids-only-from-service-kit', 'services/bank/src/makes-ids.ts'],
      ['environment-only-in-config', 'services/bank/src/reads-environment.ts'],
      ['time-only-from-clock', 'services/bank/src/reads-time.ts'],
    ]);
    expect(new Set(broken.map(([rule]) => rule))).toEqual(new Set(sourceRules.map(({ name }) => name)));
  });

  it('hold in services and libs, with no allowance to spare', () => {
    expect(checkSources(checkout)).toEqual({ broken: [], idle: [] });
  });
});
