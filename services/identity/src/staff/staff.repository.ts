import type { MessageInitShape } from '@bufbuild/protobuf';
import type { EventAuthority, StaffAppointedSchema } from '#lib/contracts';
import { Door } from '#lib/messaging';
import { cursorPage, type Page, parseCursor, type RegionScope, type Tx, withinRegion } from '#lib/persistence';
import { withinScope } from '../region/within-scope.js';
import { Staff } from './staff.entity.js';
import { staffNotFound } from './staff.errors.js';
import { type StaffState, staffTransitions } from './staff.states.js';

/** The only writer of staff. */
export const staffDoor = new Door({
  aggregate: 'staff',
  noun: { zh: '工作人员', en: 'staff member' },
  entity: Staff,
  key: 'staffId',
  transitions: staffTransitions,
});

/** What an appointment says of a person. */
export type AppointedTo = Pick<Staff, 'organisationId' | 'name' | 'roles' | 'window' | 'region'>;

/** Which staff a list shows. */
export interface StaffFilter {
  organisationId?: string | undefined;
  state?: StaffState | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** The person as appointed, whatever the region: for whoever judges a letter or an appointment. */
export async function findStaff(tx: Tx, staffId: string): Promise<Staff | undefined> {
  return tx.findOne(Staff, { where: { staffId } });
}

/** @throws DomainError `staff.not-found` also for a person outside the reader's region, which the audit keeps */
export async function getStaff(tx: Tx, scope: RegionScope, staffId: string): Promise<Staff> {
  const found = await findStaff(tx, staffId);
  if (found === undefined) throw staffNotFound(false);
  if (!withinRegion(scope, found.region)) throw staffNotFound(true);
  return found;
}

/** Staff of the reader's regions, by id. */
export async function listStaff(tx: Tx, scope: RegionScope, filter: StaffFilter): Promise<Page<Staff>> {
  const { organisationId, state, limit } = filter;
  const query = withinScope(tx.manager.createQueryBuilder(Staff, 'staff'), scope);
  if (organisationId !== undefined) query.andWhere('staff.organisationId = :organisationId', { organisationId });
  if (state !== undefined) query.andWhere('staff.state = :state', { state });
  const after = parseCursor(filter.cursor);
  if (after !== undefined) query.andWhere('staff.staffId > :after', { after });
  const rows = await query
    .orderBy('staff.staffId')
    .limit(limit + 1)
    .getMany();
  return cursorPage(rows, limit, (row) => row.staffId);
}

/** Appoints a person for the first time, or anew, and announces it. */
export async function appointStaff(
  tx: Tx,
  staffId: string,
  earlier: Staff | undefined,
  to: AppointedTo,
  by: EventAuthority,
): Promise<Staff> {
  const content = contentOf({ staffId, ...to, state: 'active' });
  if (earlier === undefined) return staffDoor.enter(tx, { staffId, ...to }, 'appoint', by, content);
  await staffDoor.advance(tx, earlier, 'appoint', by, content, to);
  return earlier;
}

/** Ends an appointment and announces it. */
export async function endAppointment(tx: Tx, it: Staff, by: EventAuthority): Promise<void> {
  const { staffId, organisationId, name, roles, window, region } = it;
  const content = contentOf({ staffId, organisationId, name, roles, window, region, state: 'ended' });
  await staffDoor.advance(tx, it, 'end', by, content);
}

function contentOf(
  row: AppointedTo & { staffId: string; state: StaffState },
): MessageInitShape<typeof StaffAppointedSchema> {
  const { staffId, organisationId, name, roles, state, window } = row;
  return { staffId, organisationId, name, roles: [...roles], state, window };
}
