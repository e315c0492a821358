import { Entity, PrimaryColumn } from 'typeorm';
import { id, text } from '#lib/persistence';

/** What this office keeps of a case, from its lodging: whose it is and who answers for it. Insert-only. */
@Entity({ name: 'rated_case' })
export class RatedCase {
  @PrimaryColumn({ type: 'varchar', length: 40 }) caseId: string;
  @id() itemId: string;
  @text(200) itemName: string;
  @id() departmentId: string;
  @id() hallId: string;
  @text(64) applicantIndex: string;
  @text(12) region: string;
}
