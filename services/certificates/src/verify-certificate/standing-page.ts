import type { Sentence } from '#lib/service-kit';
import type { Standing, StandingDetail } from './standing.js';

const colours: Record<Standing['state'] | 'unknown', string> = {
  valid: '#1a7f37',
  expired: '#9a6700',
  suspended: '#9a6700',
  revoked: '#b3261e',
  'not-valid-yet': '#57606a',
  unknown: '#57606a',
};

const style = `body{margin:0;background:#f6f5f2;color:#1f2328;font:16px/1.6 "Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:44rem;margin:2rem auto;padding:2rem;background:#fff;border-top:4px solid #8c1a1f;box-shadow:0 1px 3px #0002}
h1{margin:0;font-size:1.4rem}h1 small,dt small,p small{display:block;font-weight:400;font-size:.8rem;color:#57606a}
.state{margin:1.5rem 0;padding:1rem;color:#fff;font-size:1.3rem;font-weight:700}.state small{display:block;font-size:.85rem;font-weight:400}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.6rem 1.2rem;margin:0}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
code{font-size:.8rem}`;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => escapes[letter] ?? '');

/** Terms in the order of the page: Chinese, English, value. */
function terms({ number }: Standing, detail: StandingDetail): [string, string, string][] {
  return [
    ['证照名称', 'Certificate', detail.title],
    ['证照编号', 'Number', number],
    ['电子证照标识', 'Identifier (GB/T 36904)', detail.identifier],
    ['持证主体', 'Holder (masked)', detail.holder],
    ['颁发机构', 'Issued by', detail.organ],
    ['事项', 'Service item', detail.itemName],
    ['颁发日期', 'Issued on', detail.issuedOn],
    ['有效期至', 'Valid until', detail.validUntil ?? '未规定截止日期 / no end stated'],
    ['SHA-256', 'Digest of the sealed file', detail.sha256 ?? ''],
    ['SM3', 'Digest of the sealed file', detail.sm3 ?? ''],
  ];
}

const row = ([zh, en, value]: [string, string, string]): string =>
  `<dt>${safe(zh)}<small lang="en">${safe(en)}</small></dt><dd>${safe(value)}</dd>`;

function page(state: keyof typeof colours, says: Sentence, content: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${safe(says.zh)} · 电子证照核验</title><style>${style}</style></head>
<body><main><h1>电子证照核验<small lang="en">Certificate verification</small></h1>
<div class="state" role="status" style="background:${colours[state]}">${safe(says.zh)}<small lang="en">${safe(says.en)}</small></div>
${content}</main></body></html>
`;
}

/** The public page of a certificate: Chinese first, English complete, no script, nothing fetched from elsewhere. */
export function standingPage(standing: Standing): string {
  const { state, says, detail, number } = standing;
  const shown = detail === undefined ? [row(['证照编号', 'Number', number])] : terms(standing, detail).map(row);
  return page(state, says, `<dl>${shown.join('\n')}</dl>`);
}

/** The page for a number that is not in the register. */
export function unknownPage(says: Sentence): string {
  const hint = '请核对编号后重试。<small lang="en">Check the number and try again.</small>';
  return page('unknown', says, `<p>${hint}</p>`);
}
