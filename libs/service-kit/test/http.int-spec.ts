import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { HttpException } from '@nestjs/common';
import { newId, type ErrorKind } from '../src/index.js';
import { faults, NotesStand, refusal } from './stand.js';

let stand: NotesStand;
beforeAll(async () => {
  stand = await NotesStand.start();
});
afterAll(async () => stand.close());
afterEach(() => faults.clear());

const note = { title: 'a note', form: 'paper', signatures: [{ name: 'Wang' }] };
const english = { 'accept-language': 'en-GB,en;q=0.9' };

describe('a refusal', () => {
  const statuses: [ErrorKind, number][] = [
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['stale', 412],
    ['too-large', 413],
    ['key-reused', 422],
    ['precondition-required', 428],
    ['too-many', 429],
    ['unavailable', 503],
  ];
  it.each(statuses)('of kind %s is problem+json with status %i', async (kind, status) => {
    faults.set('one', refusal(kind));
    const answer = await stand.ask('/notes/faults/one', { headers: english });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers.has('retry-after')).toBe(kind === 'too-many' || kind === 'unavailable');
    expect(answer.body).toEqual({
      type: 'urn:yichuang:problem:note.refused',
      title: 'note.refused',
      status,
      code: 'note.refused',
      detail: 'This note is not taken.',
      instance: expect.stringMatching(/^urn:yichuang:request:[0-9A-Z]{26}$/),
      errors: [{ field: 'title', code: 'title.rude', message: 'choose another title' }],
    });
  });

  it.each([
    ['nothing', undefined, '不收这张便条。'],
    ['Chinese first', 'zh-CN,en;q=0.5', '不收这张便条。'],
    ['another language', 'fr', '不收这张便条。'],
    ['English first', 'en', 'This note is not taken.'],
  ])('is told in the language asked for: %s', async (_what, asked, detail) => {
    faults.set('one', refusal('conflict'));
    const headers: Record<string, string> = asked === undefined ? {} : { 'accept-language': asked };
    expect((await stand.ask('/notes/faults/one', { headers })).body.detail).toBe(detail);
  });

  it('shows nothing of a fault of ours but the number of the request', async () => {
    faults.set('one', new Error('password of the database: swordfish'));
    const answer = await stand.ask('/notes/faults/one', { headers: english });
    expect(answer.status).toBe(500);
    expect(answer.body).toMatchObject({
      code: 'unexpected',
      instance: expect.stringContaining('urn:yichuang:request:'),
    });
    expect(JSON.stringify(answer.body)).not.toContain('swordfish');
  });

  it('asks to come again when the database lost the race', async () => {
    faults.set('one', Object.assign(new Error('deadlock'), { code: 'ER_LOCK_DEADLOCK', errno: 1213 }));
    const answer = await stand.ask('/notes/faults/one');
    expect(answer).toMatchObject({ status: 503, body: { code: 'service.unavailable' } });
    expect(answer.headers.get('retry-after')).toBe('2');
  });

  it('of the framework is explained as ours are', async () => {
    faults.set('one', new HttpException('teapot', 401));
    expect(await stand.ask('/notes/faults/one')).toMatchObject({
      status: 401,
      body: { code: 'request.unauthenticated' },
    });
  });
});

describe('a request that cannot be read', () => {
  it('to no route of ours is answered 404', async () => {
    expect(await stand.ask('/nowhere')).toMatchObject({ status: 404, body: { code: 'route.not-found' } });
    expect(await stand.ask('/notes', { method: 'DELETE' })).toMatchObject({
      status: 404,
      body: { code: 'route.not-found' },
    });
  });

  it('with broken JSON is answered 400', async () => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': newId() };
    const answer = await stand.ask('/notes', { method: 'POST', headers, body: '{"title": ' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('of a content type that is not known is answered 400', async () => {
    const headers = { 'content-type': 'text/csv', 'idempotency-key': newId() };
    const answer = await stand.ask('/notes', { method: 'POST', headers, body: 'a;b' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it('over a megabyte is answered 413', async () => {
    const answer = await stand.post(
      '/notes',
      { ...note, title: 'x'.repeat(1_100_000) },
      { 'idempotency-key': newId() },
    );
    expect(answer).toMatchObject({ status: 413, body: { code: 'request.too-large' } });
  });
});

describe('a body with faults', () => {
  const faulty = {
    title: '',
    form: 'smoke',
    copies: 12,
    urgent: 'yes',
    writtenOn: 'yesterday',
    labels: ['a', 'a'],
    colour: 'red',
    signatures: [{ name: 'W', region: '53' }],
  };

  it('has every fault named with its field and what would be allowed, in English', async () => {
    const answer = await stand.post('/notes', faulty, { 'idempotency-key': newId(), ...english });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    const told = (answer.body.errors ?? []).map(({ field, code, message }) => `${field} ${code}: ${message}`);
    expect(told.sort()).toEqual([
      'colour field.whitelistValidation: property colour should not exist',
      'copies field.max: copies must not be greater than 9',
      'form field.isIn: form must be one of the following values: paper, voice',
      "labels field.arrayUnique: All labels's elements must be unique",
      'signatures.0.name field.isLength: name must be longer than or equal to 2 characters',
      'signatures.0.region field.matches: region must be six digits',
      'title field.isNotEmpty: title should not be empty',
      'urgent field.isBoolean: urgent must be a boolean value',
      'writtenOn field.isIso8601: writtenOn must be a valid ISO 8601 date string',
    ]);
  });

  it('has them named in Chinese', async () => {
    const answer = await stand.post('/notes', faulty, { 'idempotency-key': newId() });
    const told = Object.fromEntries((answer.body.errors ?? []).map(({ field, message }) => [field, message]));
    expect(told).toMatchObject({
      colour: 'colour 没有这个字段,请去掉',
      copies: 'copies 不能大于 9',
      form: 'form 只能是:paper, voice',
      'signatures.0.name': 'signatures.0.name 至少 2 个字',
      'signatures.0.region': 'signatures.0.region 格式不对(region must be six digits)',
      title: 'title 不能为空',
      urgent: 'urgent 应为 true 或 false',
      writtenOn: 'writtenOn 应为日期,如 2026-11-23',
      labels: 'labels 列表中有重复',
    });
  });

  it('has the limit told, not a figure of the name', async () => {
    const signatures = [{ name: 'x'.repeat(21) }, 'me'];
    const answer = await stand.post('/notes', { ...note, signatures }, { 'idempotency-key': newId() });
    expect((answer.body.errors ?? []).map(({ message }) => message)).toEqual([
      'signatures.0.name 最多 20 个字',
      'signatures.1 应为对象',
    ]);
  });

  it('that is no object is refused', async () => {
    expect((await stand.post('/notes', ['a'], { 'idempotency-key': newId() })).status).toBe(400);
    expect((await stand.post('/notes', null, { 'idempotency-key': newId() })).status).toBe(400);
  });

  it('leaves nothing behind, and its key may be used again', async () => {
    const key = newId();
    const before = (await stand.notes()).length;
    expect((await stand.post('/notes', faulty, { 'idempotency-key': key })).status).toBe(400);
    expect(await stand.notes()).toHaveLength(before);
    expect((await stand.post('/notes', note, { 'idempotency-key': key })).status).toBe(201);
  });
});

describe('a query', () => {
  it('is read as numbers and refused by name', async () => {
    expect(await stand.ask('/notes?limit=3')).toMatchObject({ status: 200, body: { limit: 3 } });
    const answer = await stand.ask('/notes?limit=1000&colour=red', { headers: english });
    expect(answer.status).toBe(400);
    expect((answer.body.errors ?? []).map(({ field }) => field).sort()).toEqual(['colour', 'limit']);
  });
});

describe('the version somebody saw', () => {
  it.each([
    ['"7"', 200],
    ['7', 200],
    ['*', 428],
    ['W/"7"', 428],
  ])('%s is answered %i', async (version, status) => {
    expect((await stand.post('/notes/n/read', {}, { 'if-match': version })).status).toBe(status);
  });

  it('must be sent', async () => {
    const answer = await stand.post('/notes/n/read', {});
    expect(answer).toMatchObject({ status: 428, body: { code: 'precondition.required' } });
  });
});
