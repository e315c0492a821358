import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, text, whole } from '#lib/persistence';

/** Every file that was ever handed in, also those replaced later: what the desk saw must stay provable. */
@Entity({ name: 'material_file' })
export class MaterialFile {
  @PrimaryColumn({ type: 'varchar', length: 40 }) fileId: string;
  @id() caseId: string;
  @id() materialRef: string;
  @text(64) sha256: string;
  @whole() size: number;
  @text(40) type: string;
  @id() receivedBy: string;
  @instant() receivedAt: Date;
}
