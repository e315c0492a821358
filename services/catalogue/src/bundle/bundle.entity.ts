import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, json, state, text } from '#lib/persistence';
import type { BundleContent } from './bundle-content.js';
import type { BundleState } from './bundle.states.js';

/** One matter (一件事): several items applied for at once. */
@Entity({ name: 'bundle' })
export class Bundle {
  @PrimaryColumn({ type: 'varchar', length: 40 }) bundleId: string;
  @state() state: BundleState;
  @VersionColumn({ type: 'int' }) version: number;
  @text(12) region: string;
  @text(200) name: string;
  @id() leadDepartmentId: string;
  @text(64) contentSha256: string;
  @json() content: BundleContent;
}
