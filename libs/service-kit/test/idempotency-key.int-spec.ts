import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../src/index.js';
import { NotesStand } from './stand.js';

let stand: NotesStand;
beforeAll(async () => {
  stand = await NotesStand.start();
});
afterAll(async () => stand.close());

const note = { title: 'a note', form: 'paper', signatures: [{ name: 'Wang' }] };

describe('a key of an act', () => {
  it('sent twenty times at once has one effect and one answer', async () => {
    const key = newId();
    const title = `once ${key}`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => stand.post('/notes', { ...note, title }, { 'idempotency-key': key })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.noteId)).size).toBe(1);
    expect((await stand.notes()).filter((one) => one.title === title)).toHaveLength(1);
  });

  it('gives the first answer to whoever comes later', async () => {
    const key = newId();
    const first = await stand.post('/notes', note, { 'idempotency-key': key });
    const later = await stand.post('/notes', note, { 'idempotency-key': key });
    expect(later.body).toEqual(first.body);
  });

  it('is refused for another body', async () => {
    const key = newId();
    await stand.post('/notes', note, { 'idempotency-key': key });
    const answer = await stand.post('/notes', { ...note, title: 'another' }, { 'idempotency-key': key });
    expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
    expect((await stand.notes()).filter(({ title }) => title === 'another')).toEqual([]);
  });

  it.each([
    ['missing', undefined],
    ['too short', 'short'],
    ['with blanks', 'a key with blanks'],
    ['too long', 'k'.repeat(81)],
  ])('that is %s is asked for', async (_what, key) => {
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    const answer = await stand.post('/notes', note, headers);
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'idempotency.key-required', errors: [{ field: 'Idempotency-Key' }] },
    });
  });

  it('of a refused act is free again, and the act left nothing', async () => {
    const key = newId();
    const noteId = newId();
    for (let round = 0; round < 2; round += 1) {
      const answer = await stand.post(`/notes/${noteId}/refuse`, {}, { 'idempotency-key': key });
      expect(answer).toMatchObject({ status: 409, body: { code: 'note.refused' } });
    }
    expect((await stand.notes()).filter((one) => one.noteId === noteId)).toEqual([]);
  });
});
