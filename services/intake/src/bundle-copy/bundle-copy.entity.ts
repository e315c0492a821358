import { Entity, PrimaryColumn } from 'typeorm';
import { json } from '#lib/persistence';

/** A version of a bundle as the catalogue said it; never changed, so an application keeps the version it came under. */
@Entity({ name: 'bundle_copy' })
export class BundleCopy {
  @PrimaryColumn({ type: 'varchar', length: 40 }) bundleId: string;
  @PrimaryColumn({ type: 'int' }) version: number;
  /** BundlePublished as protobuf JSON. */
  @json() content: object;
}
