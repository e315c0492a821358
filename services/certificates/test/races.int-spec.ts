import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '#lib/service-kit';
import { eventually } from '#lib/testing';
import { CertificatesStand } from './stand.js';

let stand: CertificatesStand;
beforeAll(async () => {
  stand = await CertificatesStand.start();
});
afterAll(async () => stand.close());

const rounds = 100;
/** A slow machine needs its time: a hundred papers are drawn and sealed here. */
const patience = 600_000;

it(
  'ends revoked when a release and the revocation come at the same moment, a hundred times',
  async () => {
    const cases = Array.from({ length: rounds }, () => newId());
    for (const caseId of cases) await stand.hear(stand.decided(caseId));
    await eventually(async () => {
      const [row] = await stand.rows<{ held: string }>("SELECT COUNT(*) AS held FROM certificate WHERE state = 'held'");
      expect(Number(row?.held)).toBe(rounds);
    }, patience / 2);
    for (const [round, caseId] of cases.entries()) {
      const facts = [stand.released(caseId), stand.revoked(caseId)];
      if (round % 2 === 1) facts.reverse();
      await Promise.all(facts.map(async (fact) => stand.hear(fact)));
      const [row] = await stand.rows<{ state: string; number: string; validated_at: Date | null }>(
        'SELECT state, number, validated_at FROM certificate WHERE case_id = ?',
        [caseId],
      );
      expect(row?.state).toBe('revoked');
      const { body } = await stand.call('GET', `/verify/${row?.number}.json`, '');
      expect(body['state']).toBe(row?.validated_at === null ? 'not-valid-yet' : 'revoked');
    }
    expect(await stand.rows('SELECT act FROM validity_change')).toHaveLength(rounds);
  },
  patience,
);
