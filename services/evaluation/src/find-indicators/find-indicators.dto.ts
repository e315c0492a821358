import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { Rates } from '../indicator/publishable.js';

/** Whose indicators. */
export class FindIndicatorsQuery {
  /** One region; a province's figures are its regions' figures. */
  @Matches(/^\d{6}$/, { message: 'region must be a code of six digits such as 530129' }) region: string;
  /** With it, the items of the department are told one by one. */
  @IsOptional() @IsString() @MaxLength(40) departmentId?: string;
}

/** The public indicators of a department or an item. */
export interface IndicatorView {
  departmentId: string;
  departmentName: string;
  /** Absent on the line of a whole department, and on that of its small items together. */
  itemId?: string;
  itemName?: string;
  occasions: number;
  /** Rated by the applicants themselves; the levels and the satisfaction count these alone. */
  active: number;
  defaulted: number;
  levels: Record<'1' | '2' | '3' | '4' | '5', number>;
  rates: Rates;
}

/** The lines that may be shown: nothing rests on fewer than five ratings. */
export interface IndicatorsView {
  region: string;
  items: IndicatorView[];
}
