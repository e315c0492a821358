import { IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, Matches, Max, Min } from 'class-validator';
import { type ClockKind, clockKinds } from '../clock/clock-reading.js';
import { type Colour, colours } from '../rule/owed-cards.js';

/** A version of a rule. */
export class PublishRuleRequest {
  @Matches(/^[a-z0-9-]{2,40}$/, { message: 'ruleId must be 2–40 small letters, digits or -' }) ruleId: string;
  /** The version this becomes: one more than the newest, 1 for a new rule. */
  @IsInt() @Min(1) version: number;
  @IsIn(clockKinds) clockKind: ClockKind;
  @IsIn(colours) colour: Colour;
  /** Relative to the limit; −2 two working days before it, 0 as soon as it has passed. */
  @IsInt() @Min(-60) @Max(60) workingDays: number;
  /** The regions it binds, by the beginning of their codes; without it, the publisher's own. */
  @IsOptional() @Matches(/^\d{2,12}$/, { message: 'region must be 2–12 digits of a region code' }) region?: string;
  /** False puts the rule out of use. */
  @IsOptional() @IsBoolean() active?: boolean;
  /** From when it counts; without it, from now. */
  @IsOptional() @IsISO8601({ strict: true }) validFrom?: string;
}

/** The rule after the act. */
export interface PublishedRuleAnswer {
  ruleId: string;
  version: number;
  validFrom: string;
}
