import { Injectable } from '@nestjs/common';
import { findOrganisation } from '#lib/access';
import type { Tx } from '#lib/persistence';
import type { Indicator } from '../indicator/indicator.entity.js';
import { listIndicators } from '../indicator/indicator.repository.js';
import { type Figures, publishable, ratesOf } from '../indicator/publishable.js';
import type { FindIndicatorsQuery, IndicatorsView, IndicatorView } from './find-indicators.dto.js';

/** Reads the public indicators from the running figures, never from the live tables. */
@Injectable()
export class FindIndicators {
  /** A line for each department of the region, or for each item of one department. */
  async list(tx: Tx, { region, departmentId }: FindIndicatorsQuery): Promise<IndicatorsView> {
    const rows = await listIndicators(tx, region, departmentId);
    const items: IndicatorView[] = [];
    for (const [department, own] of byDepartment(rows)) {
      const name = (await findOrganisation(tx, department))?.name ?? '';
      const of = { departmentId: department, departmentName: name };
      items.push(...(departmentId === undefined ? wholeOf(of, own) : linesOf(of, own)));
    }
    return { region, items };
  }
}

type Department = Pick<IndicatorView, 'departmentId' | 'departmentName'>;

function wholeOf(of: Department, rows: Indicator[]): IndicatorView[] {
  const { whole } = publishable(rows);
  return whole === undefined ? [] : [viewOf(of, whole)];
}

function linesOf(of: Department, rows: Indicator[]): IndicatorView[] {
  const { items, others } = publishable(rows);
  const lines = items.map(({ itemId, itemName, figures }) => viewOf({ ...of, itemId, itemName }, figures));
  return others === undefined ? lines : [...lines, viewOf(of, others)];
}

function byDepartment(rows: Indicator[]): Map<string, Indicator[]> {
  const departments = new Map<string, Indicator[]>();
  for (const row of rows) departments.set(row.departmentId, [...(departments.get(row.departmentId) ?? []), row]);
  return departments;
}

function viewOf(of: Department & Pick<IndicatorView, 'itemId' | 'itemName'>, it: Figures): IndicatorView {
  const { occasions, active, defaulted, level1, level2, level3, level4, level5 } = it;
  const levels = { '1': level1, '2': level2, '3': level3, '4': level4, '5': level5 };
  return { ...of, occasions, active, defaulted, levels, rates: ratesOf(it) };
}
