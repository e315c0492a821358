import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, property, string } from 'fast-check';
import { escape, faultPage, safeHeaders, signInPage } from './pages.js';

describe('the sign-in pages', () => {
  it('never let typed text become markup', () => {
    assert(
      property(string({ unit: constantFrom('<', '>', '"', "'", '&', 'a', '/') }), (typed) => {
        expect(escape(typed)).not.toMatch(/[<>"']/);
        expect(escape(typed).replaceAll(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
      }),
    );
    expect(signInPage('/x', { login: '"><script>', refused: 'wrong' })).not.toContain('<script>');
    expect(faultPage('<img>')).not.toContain('<img>');
  });

  it('speak Chinese first and English too', () => {
    const page = signInPage('/oidc/interaction/1');
    expect(page).toContain('<html lang="zh-CN">');
    expect(page.indexOf('用户名')).toBeLessThan(page.indexOf('User name'));
    expect(page.indexOf('密码')).toBeLessThan(page.indexOf('Password'));
  });

  it('load nothing, cannot be framed, and let forms lead to the gateway', () => {
    const policy = safeHeaders(['https://gate.example'])['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self' https://gate.example;");
  });
});
