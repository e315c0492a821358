import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TimerRunner } from '#lib/persistence';
import { TimersWait1800000000000 } from '#lib/testing';
import { LapseOutstandingMaterialTimer } from '../src/lapse-outstanding-material/lapse-outstanding-material.timer.js';
import { type Answer, type Content, Desk, type Person } from './desk.js';
import { application as promising, promiseOf } from './promises.js';

const rounds = 100;
/** A slow machine needs its time. */
const patience = 300_000;
/** What the clerk who came second is told: the row changed under them, had changed before, or is past accepting. */
const clear = ['409 case.changed-meanwhile', '409 case.transition-refused', '412 case.stale-version'];

/** The same of a cure that came second. */
const outstandingClear = [
  '409 outstanding-material.changed-meanwhile',
  '409 outstanding-material.transition-refused',
  '412 outstanding-material.stale-version',
];
const winners = new Set<string>();

const application = {
  channel: 'window',
  itemId: 'SJ04',
  applicant: {
    kind: 'organisation',
    name: '示范餐饮有限公司',
    creditCode: '91350100M000100Y43',
    phone: '13800138000',
  },
  materials: [{ ref: 'apply' }, { ref: 'plan' }, { ref: 'rules' }],
  delivery: { mode: 'window' },
};

describe('two clerks accepting one case, a hundred times', () => {
  let desk: Desk;
  let clerks: Person[];
  const cases: string[] = [];
  const won: Content[] = [];
  const lost: string[] = [];

  beforeAll(async () => {
    desk = await Desk.start([TimersWait1800000000000]);
    clerks = await Promise.all(['clerk', 'clerk-2'].map(async (who) => desk.staff(who)));
  });
  afterAll(async () => desk.close());

  const race = async (): Promise<void> => {
    const { status, body } = (await clerks[0]?.post('/applications', application)) as Answer;
    expect(status).toBe(201);
    cases.push(body.caseId);
    const answers = await Promise.all(clerks.map(async (clerk) => clerk.accept(`/cases/${body.caseId}/accept`, 1)));
    won.push(...answers.filter((answer) => answer.status === 200).map((answer) => answer.body));
    lost.push(...answers.filter(({ status: s }) => s !== 200).map(({ status: s, body: b }) => `${s} ${b.code}`));
  };

  /** One column of what was asked for, in order. */
  const column = (rows: Content[], name: string): string[] => rows.map((row) => String(row[name])).sort();

  it(
    'lets one win each round and tells the other plainly',
    async () => {
      for (let round = 0; round < rounds; round += 1) await race();
      expect(column(won, 'caseId')).toEqual(cases.sort());
      expect(lost).toHaveLength(rounds);
      expect(lost.filter((told) => !clear.includes(told))).toEqual([]);
    },
    patience,
  );

  it('says CaseAccepted once a case, with one row in the ledger', async () => {
    const events = await desk.rows("SELECT aggregate_id AS id FROM outbox WHERE type LIKE '%.CaseAccepted'");
    expect(column(events, 'id')).toEqual(cases);
    const acts = await desk.rows("SELECT aggregate_id AS id, version FROM ledger WHERE act = 'accept'");
    expect(column(acts, 'id')).toEqual(cases);
    expect(acts.filter(({ version }) => version !== 2)).toEqual([]);
  });

  it('gives each case one notice and one case number, without a gap', async () => {
    const notices = await desk.rows("SELECT subject_id AS id, number FROM sealed_document WHERE kind = 'acceptance'");
    expect(column(notices, 'id')).toEqual(cases);
    expect(column(notices, 'number')).toEqual(column(won, 'noticeNumber'));
    const serials = won.map(({ noticeNumber }) => Number(/〕(\d{5})号$/.exec(noticeNumber)?.[1])).sort((a, b) => a - b);
    expect(serials).toEqual(Array.from({ length: rounds }, (_, n) => n + 1));
    const kept = await desk.rows('SELECT case_number AS number FROM service_case');
    expect(column(kept, 'number')).toEqual(column(won, 'caseNumber'));
    // Case numbers count by day, and a day may end during the rounds: as many were given out as cases accepted.
    const [given] = await desk.rows(
      "SELECT SUM(last_number) AS count FROM number_sequence WHERE sequence LIKE 'case:%'",
    );
    expect(Number(given.count)).toBe(rounds);
  });
});

describe('a cure against the end of its limit, a hundred times', () => {
  let desk: Desk;
  let clerk: Person;
  let timers: TimerRunner;

  beforeAll(async () => {
    desk = await Desk.start([TimersWait1800000000000]);
    clerk = await desk.staff('clerk', 3_600);
    const act = desk.served.app.get(LapseOutstandingMaterialTimer, { strict: false });
    const tell = (_: unknown, error: unknown): void => expect(error).toBeUndefined();
    timers = new TimerRunner(desk.work, [act], { failed: tell, broken: (error) => tell(undefined, error) });
  });
  afterAll(async () => desk.close());

  /** Accepts a case without `rules` and moves business time behind its limit. @returns the case's id */
  const due = async (): Promise<string> => {
    const lodged = await clerk.post('/applications', promising(['apply', 'plan']));
    const { caseId } = lodged.body;
    const promise = promiseOf(['rules']);
    const accepted = await clerk.post(`/cases/${caseId}/accept`, { promise }, { 'if-match': '"1"' });
    expect(accepted.status).toBe(200);
    const [line] = (await clerk.get(`/cases/${caseId}`)).body.outstandingMaterials;
    desk.clock.moveTo(new Date(line.cureDueAt).getTime() - Date.now() + 1_000);
    return caseId;
  };

  const fire = async (caseId: string, head: number): Promise<void> => {
    await sleep(head);
    // Beside papers, this timer too is kept waiting until here.
    await desk.rows(
      `UPDATE due_timer SET leased_until = NULL WHERE state = 'waiting' AND subject_id =
         (SELECT outstanding_id FROM outstanding_material WHERE case_id = ?)`,
      [caseId],
    );
    await timers.fireDue();
  };

  it(
    'has one winner, one event and rows that agree',
    async () => {
      for (let round = 0; round < rounds; round += 1) {
        const caseId = await due();
        const path = `/cases/${caseId}/outstanding-materials/rules/cure`;
        const [answer] = await Promise.all([
          // Who begins first, and by how much, varies from round to round: which act takes longer depends on the machine.
          sleep(round % 2 === 0 ? 0 : round % 20).then(async () =>
            clerk.post(path, { copies: 1 }, { 'if-match': '"1"' }),
          ),
          fire(caseId, round % 2 === 0 ? round % 10 : 0),
        ]);
        const cured = answer.status === 200;
        if (!cured) expect(outstandingClear).toContain(`${answer.status} ${answer.body.code}`);
        const [row] = await desk.rows(
          'SELECT outstanding_id, state, version, cured_at FROM outstanding_material WHERE case_id = ?',
          [caseId],
        );
        const { outstanding_id: id } = row;
        expect([row.state, row.version, row.cured_at !== null]).toEqual([cured ? 'cured' : 'lapsed', 2, cured]);
        const said = await desk.rows('SELECT type FROM outbox WHERE aggregate_id = ?', [id]);
        expect(said).toEqual([{ type: `yichuang.intake.v1.OutstandingMaterial${cured ? 'Cured' : 'Lapsed'}` }]);
        const acts = await desk.rows('SELECT act FROM ledger WHERE aggregate_id = ? AND version > 1', [id]);
        expect(acts).toEqual([{ act: cured ? 'cure' : 'lapse' }]);
        const list = 'SELECT status FROM material_received WHERE case_id = ? AND material_ref = ?';
        expect(await desk.rows(list, [caseId, 'rules'])).toEqual([{ status: cured ? 'present' : 'missing' }]);
        winners.add(row.state);
      }
      expect([...winners].sort()).toEqual(['cured', 'lapsed']);
    },
    patience,
  );
});
