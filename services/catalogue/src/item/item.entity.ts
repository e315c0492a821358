import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, state, text, whole } from '#lib/persistence';
import type { ItemState } from './item.states.js';

/** A service item (事项) as it stands: what lists and searches need. Its contents are in `ItemVersion`. */
@Entity({ name: 'item' })
export class Item {
  @PrimaryColumn({ type: 'varchar', length: 40 }) itemId: string;
  @state() state: ItemState;
  /** Counts acts, a withdrawal too; a published version has the number of the act that published it. */
  @VersionColumn({ type: 'int' }) version: number;
  @text(12) region: string;
  @text(200) name: string;
  @id() departmentId: string;
  @text(120) departmentName: string;
  @text(40) taskType: string;
  @text(20) caseType: string;
  /** 基本编码 of GB/T 39554.1, 12 characters; empty while none is sourced. */
  @text(12) baseCode: string;
  /** 行使层级: 省级, 市级, 县级 … */
  @text(20) level: string;
  /** The newest version that was published; it stays readable after a withdrawal. */
  @whole() publishedVersion: number;
}
