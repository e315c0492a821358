import { Entity, PrimaryColumn } from 'typeorm';
import { id, json, text } from '#lib/persistence';

/** A case under supervision: whose it is, read from its facts. Its row is the lock under which they are counted. */
@Entity({ name: 'watched_case' })
export class WatchedCase {
  @PrimaryColumn({ type: 'varchar', length: 40 }) caseId: string;
  @text(12) region: string;
  /** Empty before the acceptance was heard. */
  @text(80) caseNumber: string;
  @id() itemId: string;
  @text(200) itemName: string;
  /** The lead department. */
  @id() departmentId: string;
  /** Every department with a branch. */
  @json() departments: string[];
  @id() hallId: string;
  /** The applicant's blind index, so that they can read their own matter. */
  @text(80) applicantIndex: string;
}
