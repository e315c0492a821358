import { Injectable } from '@nestjs/common';
import { type Caller, scopeOf } from '#lib/access';
import type { Page, Tx } from '#lib/persistence';
import type { Staff } from '../staff/staff.entity.js';
import { listStaff, type StaffFilter } from '../staff/staff.repository.js';

/** The staff of the reader's region. */
@Injectable()
export class FindStaff {
  async list(tx: Tx, caller: Caller, filter: StaffFilter): Promise<Page<Staff>> {
    return listStaff(tx, await scopeOf(tx, caller), filter);
  }
}
