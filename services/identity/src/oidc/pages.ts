import { createHash } from 'node:crypto';

const style = `body{margin:0;font:16px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1d2129;background:#f2f3f5}
main{max-width:22rem;margin:12vh auto;padding:2rem;background:#fff;border-radius:8px;box-shadow:0 1px 8px #0002}
h1{font-size:1.4rem;margin:0 0 1rem}small{color:#4e5969;font-weight:normal}
label{display:block;margin:.8rem 0 .2rem}input{width:100%;box-sizing:border-box;padding:.6rem;font:inherit;border:1px solid #86909c;border-radius:4px}
button{width:100%;margin-top:1.2rem;padding:.7rem;font:inherit;border:0;border-radius:4px;background:#0b5fd7;color:#fff;cursor:pointer}
button.second{background:#e5e6eb;color:#1d2129}[role=alert]{padding:.6rem;border-radius:4px;background:#ffece8;color:#a8071a}`;

const styleHash = createHash('sha256').update(style).digest('base64');

/**
 * The headers of every answer under /oidc: nothing is loaded from elsewhere, nothing is framed, nothing is kept.
 *
 * @param formTargets origins a form's answer may lead to (browsers apply form-action to redirects too)
 */
export function safeHeaders(formTargets: readonly string[]): Record<string, string> {
  const forms = ["'self'", ...formTargets].join(' ');
  return {
    'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${forms}; frame-ancestors 'none'; base-uri 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand in HTML. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escaped[character] ?? '');
}

const page = (title: string, content: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${title} · 一窗</title><style>${style}</style></head><body><main>${content}</main></body></html>`;

const reasons = {
  wrong: '用户名或密码不正确。<br><small>The user name or password is not right.</small>',
  locked:
    '连续输错 5 次,账号已锁定 15 分钟。<br><small>Five wrong passwords in a row: the account is locked for 15 minutes.</small>',
} as const;

/**
 * The sign-in page.
 *
 * @param action where the form goes
 * @param again the login that was typed and why it was refused, on a second try
 */
export function signInPage(action: string, again?: { login: string; refused: keyof typeof reasons }): string {
  const alert = again === undefined ? '' : `<p role="alert">${reasons[again.refused]}</p>`;
  const login = escape(again?.login ?? '');
  return page(
    '登录',
    `<h1>登录一窗 <small lang="en">Sign in</small></h1>${alert}<form method="post" action="${escape(action)}">` +
      `<label for="login">用户名 <small lang="en">User name</small></label>` +
      `<input id="login" name="login" value="${login}" autocomplete="username" autocapitalize="none" required maxlength="60" autofocus>` +
      `<label for="password">密码 <small lang="en">Password</small></label>` +
      `<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200">` +
      `<button type="submit">登录 <span lang="en">Sign in</span></button></form>`,
  );
}

/** The question before signing out. @param form oidc-provider's own form, which has the id `op.logoutForm` */
export function signOutPage(form: string): string {
  return page(
    '退出登录',
    `<h1>要退出登录吗? <small lang="en">Sign out?</small></h1>${form}` +
      `<button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>退出 <span lang="en">Sign out</span></button>` +
      `<button type="submit" form="op.logoutForm" class="second">保持登录 <span lang="en">Stay signed in</span></button>`,
  );
}

/** After signing out, for somebody who came from nowhere in particular. */
export function signedOutPage(): string {
  return page('已退出', '<h1>已退出登录 <small lang="en">You are signed out</small></h1>');
}

/** A sign-in that cannot go on. @param code the error's name in OAuth 2.0 (RFC 6749), for whoever is asked for help */
export function faultPage(code: string): string {
  return page(
    '无法登录',
    `<h1>无法继续登录 <small lang="en">Sign-in cannot go on</small></h1>` +
      `<p>登录请求无效或已超时,请回到原来的页面重新登录。<br><small lang="en">The request is not valid or has timed out: go back and sign in again.</small></p>` +
      `<p><small>${escape(code)}</small></p>`,
  );
}
