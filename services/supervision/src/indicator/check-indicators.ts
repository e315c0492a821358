import type { Tx, Work } from '#lib/persistence';
import { stands } from '../card/card.repository.js';
import { readClocks } from '../clock/read-clocks.js';
import { segmentsOf } from '../clock/segments.js';
import { readCase } from '../watched-case/case-rows.js';
import { profileOf } from '../watched-case/profile.js';
import { WatchedCase } from '../watched-case/watched-case.entity.js';
import { figuresOf } from './figures.js';

/** A figure that was counted otherwise than the facts say. */
export interface IndicatorFault {
  month: string;
  region: string;
  departmentId: string;
  itemId: string;
  figure: string;
  /** As counted along, and as the facts say. */
  counted: { cases: number; total: number };
  recomputed: { cases: number; total: number };
}

const batch = 200;

/**
 * Counts every indicator anew from the recorded facts into the table `indicator_shadow` and compares: no difference means
 * that every figure can be recomputed from what was heard (B15, C13). For operators, on a service that hears nothing
 * meanwhile: a fact that arrives between the two counts is a difference too.
 *
 * @param work the service's transactions
 * @returns every figure that differs; at most a thousand
 */
export async function checkIndicators(work: Work): Promise<IndicatorFault[]> {
  await work.run(async (tx) => tx.query('DELETE FROM indicator_shadow'));
  for (let after: string | undefined = ''; after !== undefined;) {
    const from: string = after;
    after = await work.run(async (tx) => countBatch(tx, from));
  }
  return work.run(differences);
}

async function countBatch(tx: Tx, after: string): Promise<string | undefined> {
  const cases = await tx.manager
    .createQueryBuilder(WatchedCase, 'one')
    .where('one.caseId > :after', { after })
    .orderBy('one.caseId')
    .limit(batch)
    .getMany();
  for (const { caseId, region } of cases) await countCase(tx, caseId, region);
  return cases.at(-1)?.caseId;
}

async function countCase(tx: Tx, caseId: string, region: string): Promise<void> {
  const rows = await readCase(tx, caseId);
  if (rows === undefined) return;
  const { facts, calendars, cards } = rows;
  const clocks = readClocks(facts).flatMap((reading) => {
    const clockId = rows.clocks.find(({ kind, ref }) => kind === reading.kind && ref === reading.ref)?.clockId;
    if (clockId === undefined) return [];
    const standing = cards.filter((card) => card.clockId === clockId && stands(card));
    return [{ clockId, reading, segments: segmentsOf(reading, calendars), standing }];
  });
  const { itemId } = profileOf(facts);
  for (const { month, departmentId, figure, value } of figuresOf(facts, clocks)) {
    await tx.query(
      `INSERT INTO indicator_shadow (month, region, department_id, item_id, figure, cases, total)
       VALUES (?, ?, ?, ?, ?, 1, ?) ON DUPLICATE KEY UPDATE cases = cases + 1, total = total + VALUES(total)`,
      [month, region, departmentId, itemId, figure, value],
    );
  }
}

const key = 'month, region, department_id, item_id, figure';

/** A figure that is missing on one side counts nothing there. */
async function differences(tx: Tx): Promise<IndicatorFault[]> {
  const rows = await tx.query<Record<string, string>[]>(
    `SELECT month, region, department_id departmentId, item_id itemId, figure,
            SUM(cases) cases, SUM(total) total, SUM(shadow_cases) shadowCases, SUM(shadow_total) shadowTotal
     FROM (SELECT ${key}, cases, total, 0 shadow_cases, 0 shadow_total FROM indicator
           UNION ALL SELECT ${key}, 0, 0, cases, total FROM indicator_shadow) both_counts
     GROUP BY ${key} HAVING cases <> shadowCases OR total <> shadowTotal LIMIT 1000`,
  );
  return rows.map(({ month = '', region = '', departmentId = '', itemId = '', figure = '', ...count }) => ({
    month,
    region,
    departmentId,
    itemId,
    figure,
    counted: { cases: Number(count['cases']), total: Number(count['total']) },
    recomputed: { cases: Number(count['shadowCases']), total: Number(count['shadowTotal']) },
  }));
}
