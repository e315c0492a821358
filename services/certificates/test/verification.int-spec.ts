import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatSealKey, SealPress } from '#lib/seals';
import type { Answer } from '#lib/testing';
import { strangersKey } from './office.js';
import { CertificatesStand, publicUrl } from './stand.js';

let stand: CertificatesStand;
beforeAll(async () => {
  stand = await CertificatesStand.start();
});
afterAll(async () => stand.close());

const verify = async (number: string): Promise<Answer> => stand.call('GET', `/verify/${number}`, '');
const upload = async (file: Uint8Array, type = 'application/pdf'): Promise<Answer> =>
  stand.send('/verify', { method: 'POST', headers: { 'content-type': type }, body: Buffer.from(file) });
const fileOf = async (id: string): Promise<Buffer> =>
  (await stand.call('GET', `/certificates/${id}/file`, 'clerk')).bytes;

describe('by number, without signing in', () => {
  it('says nothing but “not valid yet” before the result is released', async () => {
    const { number } = await stand.certificate('held');
    const answer = await verify(`${number}.json`);
    expect(answer).toMatchObject({ status: 200, body: { state: 'not-valid-yet', number } });
    expect(Object.keys(answer.body).sort()).toEqual(['number', 'says', 'state']);
    const page = (await verify(number)).bytes.toString();
    expect(page).toContain('证照尚未生效');
    expect(page).not.toMatch(/张|民政局|慈善/);
  });

  it('shows organ, item, dates and digests of a valid one, the holder masked, as data and as a page', async () => {
    const { number, id } = await stand.certificate('valid');
    const answer = await verify(`${number}.json`);
    const seen = { organ: '示范县民政局', itemName: '慈善组织公开募捐资格审核', holder: '张*丰' };
    expect(answer).toMatchObject({ status: 200, body: { state: 'valid', detail: seen } });
    const page = await verify(number);
    expect(page).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    const html = page.bytes.toString();
    const [row] = await stand.rows<{ sha256: string; sm3: string }>(
      'SELECT sha256, sm3 FROM certificate WHERE certificate_id = ?',
      [id],
    );
    for (const part of ['证照有效', 'The certificate is valid', ...Object.values(seen), row?.sha256, row?.sm3]) {
      expect(html).toContain(part);
    }
    expect(html + answer.bytes.toString()).not.toMatch(/张三丰|5301291990|13800000000|0101/);
  });

  it('tells suspended, revoked and expired ones apart', async () => {
    const { number, id, caseId } = await stand.certificate('valid');
    const state = async () => (await verify(`${number}.json`)).body['state'];
    await stand.heartbeat();
    await stand.call('POST', `/certificates/${id}/suspend`, 'chief', { reason: '核查' }, { 'if-match': '"3"' });
    expect(await state()).toBe('suspended');
    await stand.hear(stand.revoked(caseId));
    expect(await state()).toBe('revoked');
    const old = await stand.certificate('valid');
    await stand.rows('UPDATE certificate SET valid_until = ? WHERE certificate_id = ?', ['2020-01-01', old.id]);
    expect((await verify(`${old.number}.json`)).body['state']).toBe('expired');
  });

  it('never shows a certificate that was revoked before its release', async () => {
    const { number, caseId } = await stand.certificate('held');
    await stand.hear(stand.revoked(caseId));
    expect((await verify(`${number}.json`)).body).toMatchObject({ state: 'not-valid-yet' });
  });

  it('answers an unknown number, and escapes what it is asked', async () => {
    expect(await verify('530129-XX-2026-1.json')).toMatchObject({
      status: 404,
      body: { code: 'certificate.unknown-number' },
    });
    const odd = await verify(encodeURIComponent('<script>alert(1)</script>'));
    expect(odd).toMatchObject({ status: 404, type: 'text/html; charset=utf-8' });
    expect(odd.bytes.toString()).not.toContain('<script>');
    expect(await verify(`${'9'.repeat(90)}.json`)).toMatchObject({ status: 404 });
  });
});

describe('by file, without signing in', () => {
  it('finds a valid certificate genuine', async () => {
    const { id, number } = await stand.certificate('valid');
    const verdict = await upload(await fileOf(id));
    expect(verdict).toMatchObject({
      status: 200,
      body: { verdict: 'genuine', why: 'valid', seal: { organ: '示范县民政局' }, certificate: { number } },
    });
    expect(verdict.bytes.toString()).not.toContain('张三丰');
  });

  it('finds a changed byte, something added, and a stranger’s seal', async () => {
    const { id } = await stand.certificate('valid');
    const file = await fileOf(id);
    const changed = Buffer.from(file);
    changed.writeUInt8((changed[600] ?? 0) ^ 1, 600);
    expect(await upload(changed)).toMatchObject({ body: { verdict: 'seal-broken', why: 'digest-mismatch' } });
    const longer = Buffer.concat([file, Buffer.from('\n% more\n')]);
    expect(await upload(longer)).toMatchObject({ body: { verdict: 'seal-broken', why: 'content-after-seal' } });
    const forged = await upload(await forgery());
    expect(forged).toMatchObject({ body: { verdict: 'seal-broken', why: 'untrusted-issuer' } });
    expect(forged.body).not.toHaveProperty('certificate');
  });

  it('finds a suspended one not in force, and tells nothing of one that is not released', async () => {
    const held = await stand.certificate('held');
    const [row] = await stand.rows<{ pdf: Buffer }>('SELECT pdf FROM sealed_document WHERE subject_id = ?', [
      held.caseId,
    ]);
    const early = await upload(row?.pdf ?? Buffer.alloc(0));
    expect(early.body).toMatchObject({ verdict: 'not-in-force', why: 'not-valid-yet' });
    expect(early.body).not.toHaveProperty('seal');
    const { id, caseId } = await stand.certificate('valid');
    const file = await fileOf(id);
    await stand.hear(stand.revoked(caseId));
    expect((await upload(file)).body).toMatchObject({ verdict: 'not-in-force', why: 'revoked' });
  });

  it('refuses what is no PDF, nothing, and too much', async () => {
    expect(await upload(Buffer.from('hello'))).toMatchObject({ status: 400, body: { code: 'file.type-refused' } });
    expect(await upload(Buffer.from('{}'), 'application/json')).toMatchObject({
      status: 400,
      body: { code: 'file.type-refused' },
    });
    expect(await upload(Buffer.alloc(0))).toMatchObject({ status: 400 });
    expect(await upload(Buffer.alloc(5 * 1024 * 1024 + 1))).toMatchObject({
      status: 413,
      body: { code: 'file.too-large' },
    });
  });
});

async function forgery(): Promise<Uint8Array> {
  const model = {
    title: '慈善组织公开募捐资格证书',
    number: '530129-MZ09-2026-999999',
    identifier: 'x',
    fields: [{ label: '持证主体', value: '某某' }],
    organ: '示范县民政局',
    issuedOn: '2026-01-01',
    seal: { organName: '示范县民政局', sealKind: '审批服务专用章' },
    verifyUrl: `${publicUrl}/verify/x`,
  } as const;
  const press = new SealPress({ mode: 'inline' });
  return (await press.certificate(model, formatSealKey(strangersKey()), new Date())).pdf;
}
