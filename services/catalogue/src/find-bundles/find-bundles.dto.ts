import { Type } from 'class-transformer';
import { PageQuery } from '#lib/service-kit';
import type { BundleContent } from '../bundle/bundle-content.js';

/** A page of bundles. */
export class ListBundlesQuery extends PageQuery {
  /** A query string is text; it becomes a number here. */
  @Type(() => Number) override limit = 20;
}

/** A bundle with its members, and by name those that are no items of the register. */
export interface BundleAnswer extends Omit<BundleContent, 'findings'> {
  version: number;
  region: string;
}
