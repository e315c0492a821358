import { Type } from 'class-transformer';
import { PageQuery } from '#lib/service-kit';
import type { BundleContent, Member } from '../bundle/bundle-content.js';

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

/** A member as the guide of its bundle tells it. */
export interface GuideMember extends Member {
  /** Empty when the item was never published. */
  itemName: string;
  departmentId: string;
  departmentName: string;
}

/** The guide of a bundle (一件事办事指南): one guide for all members, one set of materials, one form. */
export interface BundleGuide extends Omit<BundleAnswer, 'members'> {
  members: GuideMember[];
}
