import type { JsonValue } from '@bufbuild/protobuf';
import { Type } from 'class-transformer';
import { IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { PageQuery } from '#lib/service-kit';
import type { Guide } from '../item/guide.js';

/** Which guides to list. */
export class ListItemsQuery extends PageQuery {
  /** Part of a name, or an item id. */
  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(60) query?: string;
  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(40) departmentId?: string;
  /** A region code or the beginning of one; every region without it. */
  @IsOptional() @Matches(/^\d{2,6}$/, { message: 'region must be 2–6 digits' }) region?: string;
  /** A query string is text; it becomes a number here. */
  @Type(() => Number) override limit = 20;
}

/** A line of the list of guides. */
export interface ItemLine {
  itemId: string;
  name: string;
  departmentId: string;
  departmentName: string;
  taskType: string;
  caseType: string;
  region: string;
  state: string;
  version: number;
}

/** One version as it was published; the same bytes for every channel (同源发布). */
export interface ItemVersionAnswer {
  itemId: string;
  version: number;
  region: string;
  effectiveFrom: string;
  publishedAt: string;
  /** `ServiceItem` in protobuf JSON; fen as decimal strings. */
  item: JsonValue;
  guide: Guide;
}

/** The guide of an item: its newest version and where the item stands. `version` is the item's, for `If-Match`. */
export interface ItemAnswer extends ItemVersionAnswer {
  state: string;
}
