import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, json, text } from '#lib/persistence';

/** One thing wrong with the papers, as the notice tells it. */
export interface ToldDefect {
  defectId: string;
  materialRef: string;
  materialName: string;
  /** missing | incorrect | incomplete | outdated */
  reasonClass: string;
  wanted: string;
}

/** The one correction notice (材料补正通知书) of a case, with every defect. */
@Entity({ name: 'correction' })
export class Correction {
  /** A unique key by being the primary one: a case has one correction. */
  @PrimaryColumn({ type: 'varchar', length: 40 }) caseId: string;
  @text(120) noticeNumber: string;
  @json() defects: ToldDefect[];
  @instant() cureDueAt: Date;
  @text(80) calendarVersion: string;
  @id() requestedBy: string;
  @instant() requestedAt: Date;
  @instant({ nullable: true }) curedAt: Date | null;
}
