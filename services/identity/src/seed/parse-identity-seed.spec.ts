import { describe, expect, it } from '@jest/globals';
import { parseIdentitySeed } from './parse-identity-seed.js';

const good = {
  organisations: [
    {
      organisationId: 'hall-1',
      name: '示范县政务服务中心',
      shortName: '政务中心',
      kind: 'hall',
      creditCode: '91350100M000100Y43',
      region: '530129',
    },
  ],
  staff: [
    {
      staffId: 's-1',
      organisationId: 'hall-1',
      name: '管理员',
      roles: ['authority-manager'],
      login: 'admin',
      password: 'password-1',
    },
  ],
  citizens: [{ personId: 'c-1', login: 'wang', password: 'password-2', idNumber: '530129199001011234' }],
  letters: [],
};

const faultIn = (change: object): string => {
  try {
    parseIdentitySeed(JSON.stringify({ ...good, ...change }), 'hall.json');
  } catch (error) {
    return String(error);
  }
  return 'no fault';
};

describe('the seed file', () => {
  it('is read, and what others keep in it is left to them', () => {
    expect(parseIdentitySeed(JSON.stringify({ ...good, windows: [] }), 'hall.json').staff[0]?.login).toBe('admin');
  });

  it('names the line of broken JSON', () => {
    expect(() => parseIdentitySeed('{\n "staff": [\n  {"a": 1,, }\n]}', 'hall.json')).toThrow(/hall\.json: line 3/);
    expect(() => parseIdentitySeed('{\n "staff": [\n', 'hall.json')).toThrow(/hall\.json: line 3/);
  });

  const [staff] = good.staff;
  it.each([
    ['a role that is none', { staff: [{ ...staff, roles: ['king'] }] }, '$.staff[0].roles[0]'],
    ['a field that is none', { staff: [{ ...staff, wage: 1 }] }, '(wage)'],
    ['a missing field', { staff: [{ staffId: 's-1' }] }, "$.staff[0] must have required property 'login'"],
    ['a list that is none', { letters: {} }, '$.letters must be array'],
    ['an id twice', { staff: [staff, { ...staff, login: 'other' }] }, '$.staff[1] staffId s-1 was used at [0]'],
    ['a login twice', { citizens: [{ ...good.citizens[0], login: 'ADMIN' }] }, '[1] admin was used at [0]'],
  ])('names the place of %s', (_what, change, place) => {
    expect(faultIn(change)).toContain(place);
  });

  it('tells every fault at once and what would be allowed', () => {
    const message = faultIn({ staff: [{ ...staff, roles: ['king'], login: '?' }] });
    expect(message).toContain('window-clerk');
    expect(message).toContain('$.staff[0].login');
  });
});
