import { describe, expect, it } from '@jest/globals';
import { hashPassword, isPassword } from './password.js';

describe('a password', () => {
  it('is known again, and another is not', async () => {
    const stored = await hashPassword('正确的-password-1');
    expect(await isPassword('正确的-password-1', stored)).toBe(true);
    expect(await isPassword('正确的-password-2', stored)).toBe(false);
    expect(await isPassword('', stored)).toBe(false);
  });

  it('is salted: twice the same password gives two hashes, neither holding it', async () => {
    const [first, second] = await Promise.all([hashPassword('same-password'), hashPassword('same-password')]);
    expect(first).not.toBe(second);
    expect(first).not.toContain('same-password');
  });

  it('is the same however the keyboard composes its letters', async () => {
    const stored = await hashPassword('caf\u00e9-password');
    expect(await isPassword('cafe\u0301-password', stored)).toBe(true);
  });

  it('is never right for an account that does not exist', async () => {
    expect(await isPassword('anything', undefined)).toBe(false);
  });
});
