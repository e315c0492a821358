import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { json, state, text } from '#lib/persistence';
import type { OrganisationState } from './organisation.states.js';

/** A department or a hall. */
@Entity({ name: 'organisation' })
export class Organisation {
  @PrimaryColumn({ type: 'varchar', length: 40 }) organisationId: string;
  /** The full name, as on a seal. */
  @text(120) name: string;
  @text(40) shortName: string;
  @text(20) kind: 'department' | 'hall';
  /** GB 32100. */
  @text(18) creditCode: string;
  /** Other names people use. */
  @json() aliases: string[];
  @state() state: OrganisationState;
  @text(12) region: string;
  @VersionColumn({ type: 'int' }) version: number;
}
