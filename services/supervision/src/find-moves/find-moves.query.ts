import { Injectable } from '@nestjs/common';
import { type Caller, scopeOf } from '#lib/access';
import type { Page, Tx } from '#lib/persistence';
import type { PageQuery } from '#lib/service-kit';
import type { DueMove } from '../clock/due-move.entity.js';
import { listMoves } from '../clock/due-move.repository.js';

/** Reads which dates a version of the calendar moved. */
@Injectable()
export class FindMoves {
  async byCalendar(tx: Tx, caller: Caller, version: string, page: PageQuery): Promise<Page<DueMove>> {
    return listMoves(tx, await scopeOf(tx, caller), version, page);
  }
}
