import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseEvaluatedSchema } from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { bad, good } from './facts.js';
import { department, sharedAddress, strictRegion } from './office.js';
import { EvaluationStand } from './stand.js';

let stand: EvaluationStand;
beforeAll(async () => {
  stand = await EvaluationStand.start();
});
afterAll(async () => stand.close());

const from = (address: string) => ({ 'x-forwarded-for': address });
const signalsOf = async (occasionId: string) =>
  stand.rows('SELECT kind, served_by, invited_by, staff_id FROM fraud_signal WHERE occasion_id = ?', [occasionId]);
const originOf = async (occasionId: string) => (await stand.said(CaseEvaluatedSchema, occasionId))[0]?.origin;

describe('a rating by the device of staff', () => {
  const desk = '192.0.2.10';

  it('is accepted, said to be so, kept out of the active rate, and signalled', async () => {
    const itemId = newId();
    const { occasionId } = await stand.delivery({ itemId });
    const token = await stand.invitation(occasionId, desk);
    expect(await stand.rateInvited(token, good, from(desk))).toMatchObject({ status: 200 });
    expect(await originOf(occasionId)).toBe('staff-device');
    expect(await signalsOf(occasionId)).toEqual([
      { kind: 'staff-address', served_by: 'issue', invited_by: 'issue', staff_id: 'issue' },
    ]);
    const figures = 'SELECT active, level5, staff_device FROM indicator WHERE item_id = ?';
    expect(await stand.rows(figures, [itemId])).toEqual([{ active: 0, level5: 0, staff_device: 1 }]);
    const list = await stand.call<{ items: object[] }>('GET', '/fraud-signals?limit=1', 'supervisor');
    expect(list.body.items).toMatchObject([{ occasionId, kind: 'staff-address', departmentId: department }]);
    expect(JSON.stringify(list.body)).not.toContain(desk);
    expect(JSON.stringify(await stand.rows('SELECT * FROM staff_sighting'))).not.toContain(desk);
    expect((await stand.call('GET', '/fraud-signals', 'manager')).status).toBe(403);
  });

  it('is known by any staff member seen there, even one whose act was refused', async () => {
    const address = '192.0.2.11';
    await stand.call('POST', `/occasions/${newId()}/evaluation`, 'reviewer', good, from(address));
    const { occasionId } = await stand.delivery();
    await stand.rateInvited(await stand.invitation(occasionId), good, from(address));
    expect(await originOf(occasionId)).toBe('staff-device');
    expect(await signalsOf(occasionId)).toMatchObject([{ staff_id: 'reviewer' }]);
  });

  it('still opens a rectification when it is bad: nobody is silenced by a suspicion', async () => {
    const { occasionId } = await stand.delivery();
    await stand.rateInvited(await stand.invitation(occasionId, desk), bad, from(desk));
    expect(await originOf(occasionId)).toBe('staff-device');
    expect(await stand.rows('SELECT level FROM rectification WHERE occasion_id = ?', [occasionId])).toEqual([
      { level: 1 },
    ]);
  });

  it('is not seen where staff were an hour ago, nor behind an address that a whole hall shares', async () => {
    const address = '192.0.2.12';
    const old = await stand.delivery();
    const token = await stand.invitation(old.occasionId, address);
    await stand.rows('UPDATE staff_sighting SET seen_at = seen_at - INTERVAL 61 MINUTE');
    await stand.rateInvited(token, good, from(address));
    const shared = await stand.delivery();
    const code = await stand.invitation(shared.occasionId, sharedAddress);
    await stand.rateInvited(code, good, from(sharedAddress));
    for (const { occasionId } of [old, shared]) {
      expect(await originOf(occasionId)).toBe('active');
      expect(await signalsOf(occasionId)).toEqual([]);
    }
  });

  it('does not concern an applicant who signed in', async () => {
    const { occasionId, citizen } = await stand.delivery();
    await stand.invitation(occasionId, desk);
    await stand.call('POST', `/occasions/${occasionId}/evaluation`, citizen, good, from(desk));
    expect(await originOf(occasionId)).toBe('active');
  });
});

describe('a rating by a machine', () => {
  const strict = async () => stand.delivery({ region: strictRegion });
  const invite = async (occasionId: string): Promise<string> => {
    const answer = await stand.call(
      'POST',
      `/occasions/${occasionId}/invitation`,
      'issue-strict',
      {},
      from('192.0.2.20'),
    );
    return String(answer.body['token']);
  };
  const earlier = async (): Promise<unknown> =>
    stand.rows('UPDATE invitation SET made_at = made_at - INTERVAL 5 MINUTE');

  it('is known by coming seconds after its invitation', async () => {
    const { occasionId } = await strict();
    await stand.rateInvited(await invite(occasionId), good);
    expect(await originOf(occasionId)).toBe('batch');
    expect(await signalsOf(occasionId)).toMatchObject([{ kind: 'too-soon', invited_by: 'issue-strict' }]);
  });

  it('is known by the same words again and again, from the third on', async () => {
    const comment = '服务态度非常好,办事效率高!';
    const origins: unknown[] = [];
    for (const mark of ['', ' ', '!!']) {
      const { occasionId, citizen } = await strict();
      const rating = { ...good, comment: `${comment}${mark}` };
      await stand.call('POST', `/occasions/${occasionId}/evaluation`, citizen, rating);
      origins.push(await originOf(occasionId));
    }
    expect(origins).toEqual(['active', 'active', 'batch']);
  });

  it('is not suspected for a short word that many would use', async () => {
    for (let n = 0; n < 4; n += 1) {
      const { occasionId, citizen } = await strict();
      await stand.call('POST', `/occasions/${occasionId}/evaluation`, citizen, { ...good, comment: '很好' });
      expect(await originOf(occasionId)).toBe('active');
    }
  });

  it('is known by one address, or one tablet of a hall behind one, rating in a burst', async () => {
    const ways: [string, object][] = [
      ['192.0.2.30', { channel: 'qr-code' }],
      [sharedAddress, { channel: 'hall-tablet', deviceId: 'tablet-07' }],
    ];
    for (const [address, way] of ways) {
      const origins: unknown[] = [];
      for (let n = 0; n < 3; n += 1) {
        const { occasionId } = await strict();
        const token = await invite(occasionId);
        await earlier();
        await stand.rateInvited(token, { level: 5, ...way }, from(address));
        origins.push(await originOf(occasionId));
      }
      expect(origins).toEqual(['active', 'active', 'batch']);
    }
  });
});
