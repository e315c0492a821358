import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { renderCertificate } from '../pdf/certificate.js';
import { findCjkFont } from '../pdf/cjk-font.js';
import type { CertificateModel, NoticeKind, NoticeModel } from '../pdf/models.js';
import { renderNotice } from '../pdf/notice.js';
import { verifySealedPdf } from '../signature/verify-sealed-pdf.js';
import { createSealAuthority, createSealKey, formatSealKey } from '../sm2/seal-key.js';
import { SealPress } from './seal-press.js';

const life = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') };
const authority = createSealAuthority({ organName: '示范省电子印章机构', organCode: '11430000006122244L' }, life);
const organName = '临江市行政审批服务局';
const keyText = formatSealKey(createSealKey({ organName, organCode: '11220000013544541J' }, authority, life));
const signedAt = new Date('2026-03-05T02:00:00Z');

const notice: NoticeModel = {
  kind: 'correction',
  title: '材料补正通知书',
  number: '临审补字〔2026〕第0007号',
  organ: organName,
  recipient: '王晓明',
  paragraphs: ['你提交的申请材料不齐全，现将需要补正的全部内容一次性告知如下：'],
  table: { columns: ['序号', '材料名称', '补正要求'], rows: [['1', '营业执照', '请提交有效期内的营业执照。']] },
  basis: ['《中华人民共和国行政许可法》第三十二条第一款第（四）项'],
  remedy: '可以依法申请行政复议或者提起行政诉讼。',
  date: '2026-03-05',
  seal: { organName, sealKind: '受理专用章' },
  verifyUrl: 'https://hall.example/verify/1',
};

const certificate: CertificateModel = {
  title: '食品经营许可证',
  number: 'JY22201010000017',
  identifier: '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U',
  fields: [{ label: '经营者名称', value: '临江市清泉餐饮管理有限公司' }],
  organ: organName,
  issuedOn: '2026-03-05',
  validUntil: '2031-03-04',
  seal: { organName, sealKind: '审批服务专用章' },
  verifyUrl: 'https://hall.example/verify/2',
};

describe('a press without a font', () => {
  it('finds none in empty places and says so', async () => {
    expect(findCjkFont(['/nowhere'])).toBeUndefined();
    const face = { file: '/nowhere/font.ttc', name: 'Song' };
    const press = new SealPress({ mode: 'inline', font: { regular: face, bold: face } });
    await expect(press.notice(notice, keyText, signedAt)).rejects.toMatchObject({ code: 'seal.font-missing' });
  });
});

const font = findCjkFont();
// drawing needs the Chinese font that the services need too; a machine without it can only skip these
const withFont = font ? describe : describe.skip;

withFont('the seal press', () => {
  const cjk = font ?? { regular: { file: '' }, bold: { file: '' } };
  const pagesOf = (pdf: Uint8Array) => Number(/\/Count (\d+)/u.exec(Buffer.from(pdf).toString('latin1'))?.[1]);

  it('seals notices and certificates with the digests of the file', async () => {
    const press = new SealPress({ mode: 'inline' });
    const papers = [
      await press.notice(notice, keyText, signedAt),
      await press.certificate(certificate, keyText, signedAt),
    ];
    for (const { pdf, sm3, sha256 } of papers) {
      expect(verifySealedPdf(pdf, [authority.certificateDer])).toMatchObject({ valid: true, organName, signedAt });
      expect(sm3).toBe(createHash('sm3').update(pdf).digest('hex'));
      expect(sha256).toBe(createHash('sha256').update(pdf).digest('hex'));
      expect(pagesOf(pdf)).toBe(1);
    }
    await press.close();
    await expect(press.notice(notice, keyText, signedAt)).rejects.toMatchObject({ code: 'seal.press-closed' });
  });

  it('does not seal with the key of another organ, nor without a key', async () => {
    const press = new SealPress({ mode: 'inline' });
    const other = { ...notice, seal: { ...notice.seal, organName: '别的局' } };
    await expect(press.notice(other, keyText, signedAt)).rejects.toMatchObject({ code: 'seal.organ-mismatch' });
    await expect(press.notice(notice, '{}', signedAt)).rejects.toMatchObject({ code: 'seal.key-unreadable' });
  });

  it.each<NoticeKind>([
    'acceptance',
    'correction',
    'refusal',
    'decision',
    'withdrawal',
    'hand-over',
    'bill',
    'receipt',
  ])('draws the same %s from the same words, and another from others', async (kind) => {
    const model = { ...notice, kind };
    const [once, again] = [await renderNotice(model, cjk), await renderNotice(model, cjk)];
    expect(Buffer.compare(once, again)).toBe(0);
    expect(Buffer.compare(once, await renderNotice({ ...model, recipient: '王小明' }, cjk))).not.toBe(0);
  });

  it('draws the same certificate twice, in both layouts', async () => {
    const tall: CertificateModel = { ...certificate, layout: 'portrait' };
    for (const model of [certificate, tall]) {
      const [once, again] = [await renderCertificate(model, cjk), await renderCertificate(model, cjk)];
      expect(Buffer.compare(once, again)).toBe(0);
    }
  });

  it('runs long tables and long cells over pages', async () => {
    const rows = Array.from({ length: 60 }, (_, row) => [String(row + 1), '材料', '请补充提交。'.repeat(8)]);
    const columns = ['序号', '材料名称', '补正要求'];
    expect(pagesOf(await renderNotice({ ...notice, table: { columns, rows } }, cjk))).toBeGreaterThan(2);
    const long = [['1', '材料', '请补充提交。'.repeat(900)]];
    expect(pagesOf(await renderNotice({ ...notice, table: { columns, rows: long } }, cjk))).toBeGreaterThan(2);
    expect(pagesOf(await renderNotice({ ...notice, table: { columns, rows: [] } }, cjk))).toBe(1);
  });

  it.each([
    ['a day that is none', { date: '2026-02-30' }, 'seal.model-invalid'],
    ['no title', { title: ' ' }, 'seal.model-invalid'],
    ['a ragged table', { table: { columns: ['甲', '乙'], rows: [['一']] } }, 'seal.model-invalid'],
    ['a table without columns', { table: { columns: [], rows: [] } }, 'seal.model-invalid'],
  ])('refuses %s', async (_, change, code) => {
    await expect(renderNotice({ ...notice, ...change }, cjk)).rejects.toMatchObject({ code });
  });

  it('refuses a certificate that says more than a page holds, rather than cutting it', async () => {
    const fields = [{ label: '经营范围', value: '热食类食品制售，'.repeat(400) }];
    await expect(renderCertificate({ ...certificate, fields }, cjk)).rejects.toMatchObject({
      code: 'seal.content-too-long',
    });
  });
});
