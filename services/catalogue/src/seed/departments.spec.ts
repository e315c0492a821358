import { describe, expect, it } from '@jest/globals';
import { departmentOf } from './departments.js';

describe('departmentOf', () => {
  it.each([
    ['民政局', 'dept-mz', ''],
    ['公安局交警大队', 'dept-ga-jj', ''],
    ['城市管理局(排水主管部门)', 'dept-cg', '排水主管部门'],
    ['残疾人联合会/民政局', 'dept-cl', '民政局'],
  ])('%s', (words, departmentId, qualifier) => {
    expect(departmentOf(words)).toMatchObject({ departmentId, qualifier });
  });

  it.each(['', '商业银行', '民政'])('knows no department called “%s”', (words) => {
    expect(departmentOf(words)).toBeUndefined();
  });
});
