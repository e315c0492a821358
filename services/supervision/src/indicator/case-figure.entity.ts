import { Entity, PrimaryColumn } from 'typeorm';
import { id, text, whole } from '#lib/persistence';

/** What one case adds to one figure of the indicators: the cases behind a figure are these rows. */
@Entity({ name: 'case_figure' })
export class CaseFigure {
  @PrimaryColumn({ type: 'varchar', length: 40 }) caseId: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) figure: string;
  /** Which clock, for cards; empty for the others. */
  @PrimaryColumn({ type: 'varchar', length: 40 }) ref: string;
  /** yyyy-mm in China. */
  @text(7) month: string;
  @text(12) region: string;
  @id() departmentId: string;
  @id() itemId: string;
  @whole() value: number;
}
