import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Role } from '#lib/access';
import { id, json, state, text } from '#lib/persistence';
import type { StaffState } from './staff.states.js';

/** A person who works for an organisation, with the roles they are appointed to. */
@Entity({ name: 'staff' })
export class Staff {
  @PrimaryColumn({ type: 'varchar', length: 40 }) staffId: string;
  @id() organisationId: string;
  /** The name as on notices; office information, not sealed. */
  @text(60) name: string;
  @json() roles: Role[];
  /** The window they sit at; empty when none. */
  @text(40, { name: 'window_name' }) window: string;
  @state() state: StaffState;
  /** Of their organisation. */
  @text(12) region: string;
  @VersionColumn({ type: 'int' }) version: number;
}
