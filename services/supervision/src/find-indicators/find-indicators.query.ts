import { Injectable } from '@nestjs/common';
import { type Caller, scopeOf } from '#lib/access';
import type { Page, Tx } from '#lib/persistence';
import { listFigureCases, listFigures } from '../indicator/indicator-list.repository.js';
import { readFigures } from '../indicator/scorecard.js';
import type { FigureCase, ListFigureCasesQuery, ListIndicatorsQuery, Scorecard } from './find-indicators.dto.js';

/** Reads the indicators of a month, and the cases behind each figure. */
@Injectable()
export class FindIndicators {
  async list(tx: Tx, caller: Caller, by: 'item' | 'department', query: ListIndicatorsQuery): Promise<Page<Scorecard>> {
    const { month } = query;
    const page = await listFigures(tx, await scopeOf(tx, caller), by, query);
    const items = page.items.map(({ departmentId, itemId, figures }) => ({
      month,
      departmentId,
      ...(by === 'item' ? { itemId } : {}),
      ...readFigures(figures),
      figures,
    }));
    return { ...page, items };
  }

  async cases(tx: Tx, caller: Caller, query: ListFigureCasesQuery): Promise<Page<FigureCase>> {
    const page = await listFigureCases(tx, await scopeOf(tx, caller), query);
    const items = page.items.map(({ caseId, itemId, departmentId, value, ref }) => ({
      caseId,
      itemId,
      departmentId,
      value,
      ref,
    }));
    return { ...page, items };
  }
}
