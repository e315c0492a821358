import { Injectable } from '@nestjs/common';
import type { Caller } from '#lib/access';
import { cursorPage, type Page, parseCursor, type Tx } from '#lib/persistence';
import { officeScope } from '../occasion/office-scope.js';
import type { Rectification } from '../rectification/rectification.entity.js';
import { getRectification, listRectifications } from '../rectification/rectification.repository.js';
import type { ListRectificationsQuery, RectificationView } from './find-rectifications.dto.js';

type Dates = Pick<
  RectificationView,
  'contactDueAt' | 'dueAt' | 'openedAt' | 'contactedAt' | 'answeredAt' | 'reopenedAt' | 'closedAt'
>;

/** Reads rectifications. */
@Injectable()
export class FindRectifications {
  /** The rectifications of the reader's scope, newest first. */
  async list(tx: Tx, caller: Caller, query: ListRectificationsQuery): Promise<Page<RectificationView>> {
    const scope = await officeScope(tx, caller);
    const rows = await listRectifications(tx, scope, query, { before: parseCursor(query.cursor), limit: query.limit });
    const page = cursorPage(rows, query.limit, (row) => row.rectificationId);
    return { ...page, items: page.items.map(viewOf) };
  }

  /** One rectification. @throws DomainError `rectification.not-found` */
  async one(tx: Tx, caller: Caller, rectificationId: string): Promise<RectificationView> {
    return viewOf(await getRectification(tx, await officeScope(tx, caller), rectificationId));
  }
}

function viewOf(it: Rectification): RectificationView {
  const { rectificationId, occasionId, caseId, itemName, departmentId, level, state, version } = it;
  const { calendarVersion, finding, appealGround, newLevel } = it;
  const about = { rectificationId, occasionId, caseId, itemName, departmentId, level, state, version };
  return Object.assign(about, datesOf(it), { calendarVersion, finding, appealGround, newLevel });
}

function datesOf(it: Rectification): Dates {
  return {
    contactDueAt: it.contactDueAt.toISOString(),
    dueAt: it.dueAt.toISOString(),
    openedAt: it.openedAt.toISOString(),
    contactedAt: it.contactedAt?.toISOString() ?? null,
    answeredAt: it.answeredAt?.toISOString() ?? null,
    reopenedAt: it.reopenedAt?.toISOString() ?? null,
    closedAt: it.closedAt?.toISOString() ?? null,
  };
}
