import { describe, expect, it } from '@jest/globals';
import { rulesOf, settingsFault, usualRules } from './region-rules.js';

describe('the rules of a region', () => {
  const settings = JSON.stringify({
    '530129': { burst: 9 },
    '53': { defaultAfterDays: 0, burst: 7 },
    '51': { burst: 1 },
  });

  it('come from the longest prefix that sets them, else the usual', () => {
    expect(rulesOf(settings, '530129')).toEqual({ ...usualRules, defaultAfterDays: 0, burst: 9 });
    expect(rulesOf(settings, '530128')).toEqual({ ...usualRules, defaultAfterDays: 0, burst: 7 });
    expect(rulesOf(settings, '440000')).toEqual(usualRules);
    expect(rulesOf('{}', '530129')).toEqual(usualRules);
  });

  it.each([
    ['{', 'must be a JSON object by region'],
    ['[]', 'must be a JSON object by region'],
    ['null', 'must be a JSON object by region'],
    ['{"yunnan": {}}', 'yunnan is no region prefix of 2 to 6 digits'],
    ['{"53": {"defaultDays": 7}}', `53.defaultDays is none of ${Object.keys(usualRules).join(', ')}`],
    ['{"53": {"burst": 1.5}}', '53.burst must be a whole number, 0 to 365'],
    ['{"53": {"burst": "7"}}', '53.burst must be a whole number, 0 to 365'],
    // Rated on a day of rest, it would be due on that day.
    ['{"53": {"contactWithinDays": 0}}', '53.contactWithinDays must be a whole number, 1 to 365'],
    ['{"53": {"rectifyWithinDays": 0}}', '53.rectifyWithinDays must be a whole number, 1 to 365'],
  ])('are refused at start: %s', (text, fault) => {
    expect(settingsFault(text)).toBe(fault);
  });

  it('are accepted', () => {
    expect(settingsFault(settings)).toBeUndefined();
  });
});
