import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#lib/service-kit';
import { forFirm, lodged, pdf } from './applications.js';
import { Desk, type Person } from './desk.js';

describe('files', () => {
  let desk: Desk;
  let clerk: Person;

  beforeAll(async () => {
    desk = await Desk.start();
    clerk = await desk.staff('clerk');
  });
  afterAll(async () => desk.close());

  it('keeps a file by its content, moves the version and gives it back', async () => {
    const { caseId } = await lodged(clerk, forFirm(['apply']));
    const name = { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('张三.pdf')}` };
    const sent = await clerk.upload(`/cases/${caseId}/materials/plan/file`, pdf, 'application/pdf', name);
    expect(sent.body).toMatchObject({
      version: 2,
      status: 'present',
      type: 'application/pdf',
      size: pdf.length,
      sha256: createHash('sha256').update(pdf).digest('hex'),
    });
    const stale = await clerk.accept(`/cases/${caseId}/accept`, 1);
    expect([stale.status, stale.body.code]).toEqual([412, 'case.stale-version']);
    const back = await clerk.get(`/cases/${caseId}/files/plan`);
    expect(back.bytes.equals(pdf)).toBe(true);
    expect(back.type).toBe('application/pdf');
    const [line] = await desk.rows(
      "SELECT sealed_file_name FROM material_received WHERE case_id = ? AND material_ref = 'plan'",
      [caseId],
    );
    expect(desk.vault.open(line.sealed_file_name, `file:${caseId}`)).toEqual({ fileName: '张三.pdf' });
    const none = await clerk.get(`/cases/${caseId}/files/apply`);
    expect([none.status, none.body.code]).toEqual([404, 'material.file-not-found']);
  });

  it('lets files come side by side', async () => {
    const { caseId } = await lodged(clerk, forFirm([]));
    const refs = ['apply', 'plan', 'rules', 'photo'];
    const answers = await Promise.all(
      refs.map(async (ref) => clerk.upload(`/cases/${caseId}/materials/${ref}/file`, pdf, 'application/pdf')),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(answers.map(({ body }) => body.version).sort((a: number, b: number) => a - b)).toEqual([2, 3, 4, 5]);
  });

  it.each([
    ['an executable called PDF', Buffer.from('MZ\u0090\u0000 not a document'), 400, 'material.type-refused'],
    ['an archive', Buffer.from('504b0304140000000000', 'hex'), 400, 'material.type-refused'],
    ['11 MB', Buffer.concat([pdf, Buffer.alloc(11 * 1024 * 1024)]), 413, 'material.too-large'],
    ['nothing', Buffer.alloc(0), 400, 'material.file-missing'],
  ])('refuses %s', async (_, bytes, status, code) => {
    const { caseId } = await lodged(clerk);
    const sent = await clerk.upload(`/cases/${caseId}/materials/plan/file`, bytes, 'application/pdf');
    expect([sent.status, sent.body.code]).toEqual([status, code]);
    expect((await clerk.get(`/cases/${caseId}`)).body.version).toBe(1);
  });

  it('takes a file over the JSON limit and under its own', async () => {
    const { caseId } = await lodged(clerk);
    const sent = await clerk.upload(
      `/cases/${caseId}/materials/plan/file`,
      Buffer.concat([pdf, Buffer.alloc(5 * 1024 * 1024)]),
      'application/pdf',
    );
    expect(sent.status).toBe(200);
  });

  it('gives the answer of before to an upload sent again after the case went on', async () => {
    const { caseId } = await lodged(clerk);
    const path = `/cases/${caseId}/materials/plan/file`;
    const key = { 'idempotency-key': newId() };
    const sent = await clerk.upload(path, pdf, 'application/pdf', key);
    expect(sent.status).toBe(200);
    expect((await clerk.accept(`/cases/${caseId}/accept`, 2)).status).toBe(200);
    const again = await clerk.upload(path, pdf, 'application/pdf', key);
    expect([again.status, again.body]).toEqual([200, sent.body]);
    const fresh = await clerk.upload(path, pdf, 'application/pdf');
    expect([fresh.status, fresh.body.code]).toEqual([409, 'case.materials-closed']);
    const other = Buffer.concat([pdf, Buffer.from(' ')]);
    expect((await clerk.upload(path, other, 'application/pdf', key)).body.code).toBe('idempotency.key-reused');
  });

  it('refuses a damaged file, a missing digest, an unknown material', async () => {
    const { caseId } = await lodged(clerk);
    const path = `/cases/${caseId}/materials/plan/file`;
    const other = `sha-256=:${createHash('sha256').update('x').digest('base64')}:`;
    expect((await clerk.upload(path, pdf, 'application/pdf', { 'content-digest': other })).body.code).toBe(
      'material.digest-mismatch',
    );
    expect((await clerk.upload(path, pdf, 'application/pdf', { 'content-digest': 'md5=:x:' })).body.code).toBe(
      'material.digest-required',
    );
    const unlisted = await clerk.upload(`/cases/${caseId}/materials/gift/file`, pdf, 'application/pdf');
    expect([unlisted.status, unlisted.body.code]).toEqual([400, 'material.not-on-list']);
  });
});
