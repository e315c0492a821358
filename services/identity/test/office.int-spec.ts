import { randomUUID } from 'node:crypto';
import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrganisationChangedSchema, StaffAppointedSchema } from '#lib/contracts';
import { IdempotencyRow } from '#lib/service-kit';
import { signIn } from './sign-in.js';
import { IdentityStand } from './stand.js';

let stand: IdentityStand;
beforeAll(async () => {
  stand = await IdentityStand.start();
});
afterAll(async () => stand.close());

const appointment = { organisationId: 'dept-mz', name: '新人', roles: ['reviewer'] };
const newOrganisation = {
  organisationId: 'dept-jt',
  name: '示范县交通运输局',
  shortName: '交通局',
  kind: 'department',
  creditCode: '91440300708461136T',
  region: '530129',
  aliases: ['交运局'],
};

describe('organisations', () => {
  it('are entered and changed, and each is announced', async () => {
    const { organisationId, region: _region, ...content } = newOrganisation;
    expect(await stand.post('admin', '/organisations', newOrganisation)).toMatchObject({
      status: 201,
      body: { organisationId, version: 1 },
    });
    const change = { ...content, name: '示范县交通运输局(新)' };
    const path = `/organisations/${organisationId}/change`;
    const changed = await stand.post('admin', path, change, { 'if-match': '"1"' });
    expect(changed).toMatchObject({ status: 200, body: { version: 2 } });
    const said = (await stand.said(organisationId)).map((row) => fromBinary(OrganisationChangedSchema, row.payload));
    expect(said.map((event) => event.name)).toEqual(['示范县交通运输局', '示范县交通运输局(新)']);
    expect(said[0]?.aliases).toEqual(['交运局']);

    const stale = await stand.post('admin', path, change, { 'if-match': '"1"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'organisation.stale-version' } });
    const again = await stand.post('admin', '/organisations', { ...newOrganisation, creditCode: '91350100M000100Y43' });
    expect(again).toMatchObject({ status: 409, body: { code: 'organisation.known' } });
  });

  it.each([
    ['a wrong check digit', { creditCode: '91440300708461136U' }, 400, 'request.invalid', 'creditCode'],
    ['a code in use', { creditCode: '91350100M000100Y43' }, 409, 'organisation.credit-code-taken', 'creditCode'],
    ['a field that is none', { phone: '1' }, 400, 'request.invalid', 'phone'],
    ['a kind that is none', { kind: 'bank' }, 400, 'request.invalid', 'kind'],
  ])('are refused with %s, naming the field', async (_what, change, status, code, field) => {
    const answer = await stand.post('admin', '/organisations', {
      ...newOrganisation,
      organisationId: 'x-1',
      ...change,
    });
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.body.errors?.map((fault) => fault.field)).toEqual([field]);
    expect(await stand.said('x-1')).toEqual([]);
  });
});

describe('staff', () => {
  it('are appointed with an account, sign in, and end: nobody signs in then', async () => {
    const account = { login: 'new.person', password: 'a-new-long-password' };
    const made = await stand.post('admin', '/staff', { ...appointment, account });
    expect(made).toMatchObject({ status: 201, body: { state: 'active', version: 1 } });
    const staffId = String(made.body['staffId']);
    const tokens = await signIn(stand.place, account.login, account.password);

    const again = { ...appointment, staffId, roles: ['reviewer', 'chief-representative'], window: 'A3' };
    expect(await stand.post('admin', '/staff', again, { 'if-match': '1' })).toMatchObject({
      status: 201,
      body: { version: 2 },
    });
    expect(await stand.post('admin', `/staff/${staffId}/end`, {}, { 'if-match': '1' })).toMatchObject({
      status: 412,
      body: { code: 'staff.stale-version' },
    });
    expect(await stand.post('admin', `/staff/${staffId}/end`, {}, { 'if-match': '2' })).toMatchObject({
      status: 200,
      body: { state: 'ended', version: 3 },
    });
    const said = (await stand.said(staffId)).filter((row) => row.aggregate === 'staff');
    expect(said.map((row) => fromBinary(StaffAppointedSchema, row.payload))).toMatchObject([
      { state: 'active', roles: ['reviewer'], window: '' },
      { state: 'active', roles: ['reviewer', 'chief-representative'], window: 'A3' },
      { state: 'ended' },
    ]);

    await expect(signIn(stand.place, account.login, account.password)).rejects.toThrow('401');
    const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    const { clientSecret, issuer } = stand.place;
    const authorization = `Basic ${Buffer.from(`gateway:${clientSecret}`).toString('base64')}`;
    const body = new URLSearchParams(form);
    expect((await fetch(`${issuer}/token`, { method: 'POST', body, headers: { authorization } })).status).toBe(400);

    const ended = await stand.post('admin', `/staff/${staffId}/end`, {}, { 'if-match': '3' });
    expect(ended).toMatchObject({ status: 409, body: { code: 'staff.transition-refused' } });
    await stand.post('admin', '/staff', again, { 'if-match': '3' });
    expect((await signIn(stand.place, account.login, account.password)).access_token).toBeTruthy();
  });

  it('are appointed anew only as they were seen: nobody undoes what another manager has just appointed them to', async () => {
    const made = await stand.post('admin', '/staff', appointment);
    const staffId = String(made.body['staffId']);
    const anew = { ...appointment, staffId, window: 'B1' };
    const required = { status: 428, body: { code: 'precondition.required' } };
    expect(await stand.post('admin', '/staff', anew)).toMatchObject(required);
    expect(await stand.post('admin', '/staff', anew, { 'if-match': 'newest' })).toMatchObject(required);
    const moved = await stand.post('admin', '/staff', anew, { 'if-match': '1' });
    expect(moved).toMatchObject({ status: 201, body: { version: 2 } });
    const stale = await stand.post('admin', '/staff', { ...anew, window: 'B2' }, { 'if-match': '1' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'staff.stale-version' } });
    const nobody = await stand.post('admin', '/staff', { ...anew, staffId: 'nobody' }, { 'if-match': '1' });
    expect(nobody).toMatchObject({ status: 404, body: { code: 'staff.not-found' } });
    const said = (await stand.said(staffId)).map((row) => fromBinary(StaffAppointedSchema, row.payload).window);
    expect(said).toEqual(['', 'B1']);
    expect(await stand.said('nobody')).toEqual([]);
  });

  it('are refused for an unknown organisation, a role that is none, a login in use, a short password', async () => {
    const post = async (change: object) => stand.post('admin', '/staff', { ...appointment, ...change });
    expect(await post({ organisationId: 'nowhere' })).toMatchObject({
      status: 404,
      body: { code: 'organisation.not-found', errors: [{ field: 'organisationId' }] },
    });
    expect(await post({ roles: ['king'] })).toMatchObject({ status: 400, body: { errors: [{ field: 'roles' }] } });
    const taken = { account: { login: 'CLERK', password: 'a-new-long-password' } };
    expect(await post(taken)).toMatchObject({ status: 409, body: { code: 'account.login-taken' } });
    const short = { account: { login: 'short', password: 'short' } };
    expect(await post(short)).toMatchObject({ status: 400, body: { errors: [{ field: 'account.password' }] } });
    const account = { login: 'chief2', password: 'a-new-long-password' };
    const known = { ...appointment, staffId: 'staff-chief', account };
    expect(await stand.post('admin', '/staff', known, { 'if-match': '1' })).toMatchObject({
      status: 409,
      body: { code: 'account.known' },
    });
  });

  it('are appointed once for a key; the key is refused for another person, and holds no clue to the password', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const body = { ...appointment, account: { login: 'once.only', password: 'a-new-long-password' } };
    const first = await stand.post('admin', '/staff', body, key);
    expect(await stand.post('admin', '/staff', body, key)).toEqual(first);
    const other = await stand.post('admin', '/staff', { ...body, name: '另一人' }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
    const rows = await stand.work.run(async (tx) => tx.find(IdempotencyRow, { take: 500 }));
    expect(rows.find((row) => row.idempotencyKey === key['idempotency-key'])?.answer).not.toContain('password');
    const missing = await fetch(stand.url('/staff'), {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await stand.token('admin')}` },
    });
    expect(await missing.json()).toMatchObject({ code: 'idempotency.key-required' });
  });

  it('are listed page by page, within the reader’s region only', async () => {
    await stand.work.run(async (tx) =>
      tx.query(
        `INSERT INTO staff (staff_id, organisation_id, name, roles, window_name, state, region, version)
         VALUES ('staff-far', 'dept-far', '远', '["reviewer"]', '', 'active', '330100', 1)`,
      ),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const next = cursor === undefined ? '' : `&cursor=${cursor}`;
      const { status, body } = await stand.get('auditor', `/staff?limit=2${next}`);
      expect(status).toBe(200);
      const items = body.items ?? [];
      expect(items.length).toBeLessThanOrEqual(2);
      seen.push(...items.map((row) => String(row['staffId'])));
      cursor = body.next;
    } while (cursor !== undefined);
    expect(seen).toEqual(expect.arrayContaining(['staff-admin', 'staff-chief', 'staff-clerk', 'staff-reviewer']));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).not.toContain('staff-far');
    expect((await stand.get('auditor', '/staff?limit=1000')).status).toBe(400);
    const far = await stand.post('admin', '/staff/staff-far/end', {}, { 'if-match': '1' });
    expect(far).toMatchObject({ status: 404, body: { code: 'staff.not-found' } });
  });
});
