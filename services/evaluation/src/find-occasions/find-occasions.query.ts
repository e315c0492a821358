import { Injectable } from '@nestjs/common';
import type { Caller } from '#lib/access';
import { cursorPage, type Page, parseCursor, type Tx } from '#lib/persistence';
import type { Evaluation } from '../evaluation/evaluation.entity.js';
import { findEvaluation, listEvaluations } from '../evaluation/evaluation.repository.js';
import type { Occasion } from '../occasion/occasion.entity.js';
import { getOccasion, isVisible, listOccasions } from '../occasion/occasion.repository.js';
import { type OfficeScope, officeScope } from '../occasion/office-scope.js';
import type { ListOccasionsQuery, OccasionView } from './find-occasions.dto.js';

/** Reads occasions with their evaluations. */
@Injectable()
export class FindOccasions {
  /** The occasions of the reader's scope, newest first. */
  async list(tx: Tx, caller: Caller, query: ListOccasionsQuery): Promise<Page<OccasionView>> {
    const scope = await officeScope(tx, caller);
    const rows = await listOccasions(tx, scope, query, { before: parseCursor(query.cursor), limit: query.limit });
    const page = cursorPage(rows, query.limit, (row) => row.occasionId);
    const evaluations = await listEvaluations(
      tx,
      page.items.filter((row) => ratingShown(scope, row)),
    );
    const given = new Map(evaluations.map((one) => [one.occasionId, one]));
    return { ...page, items: page.items.map((row) => viewOf(row, given.get(row.occasionId), caller)) };
  }

  /** One occasion. @throws DomainError `occasion.not-found` */
  async one(tx: Tx, caller: Caller, occasionId: string): Promise<OccasionView> {
    const scope = await officeScope(tx, caller);
    const occasion = await getOccasion(tx, scope, occasionId);
    return viewOf(occasion, ratingShown(scope, occasion) ? await findEvaluation(tx, occasion) : undefined, caller);
  }
}

const ratingShown = ({ rated }: OfficeScope, row: Occasion): boolean => rated !== undefined && isVisible(rated, row);

function viewOf(row: Occasion, evaluation: Evaluation | undefined, caller: Caller): OccasionView {
  const { occasionId, caseId, kind, serviceNumber, itemName, departmentId, state } = row;
  const view = { occasionId, caseId, kind, serviceNumber, itemName, departmentId, state };
  const servedAt = row.servedAt.toISOString();
  if (evaluation === undefined) return { ...view, servedAt };
  const { evaluationId, level, indicators, channel, origin } = evaluation;
  const ratedAt = evaluation.ratedAt.toISOString();
  const told = { evaluationId, level, indicators, channel, ratedAt };
  return { ...view, servedAt, evaluation: caller.kind === 'staff' ? { ...told, origin } : told };
}
