import { IsNotEmpty, IsString, MinLength, Validate } from 'class-validator';
import { NotADevelopmentSecret, ServiceConfig } from '#lib/service-kit';
import { RulesByRegion } from './rules/region-rules.js';

/** The environment of the office of evaluations. */
export class EvaluationConfig extends ServiceConfig {
  /** Issuer of the access tokens. */
  @IsString() @IsNotEmpty() ISSUER: string;

  /** Under which addresses and texts are digested, so that equal ones are found and none is kept. */
  @NotADevelopmentSecret() @IsString() @MinLength(32) DIGEST_KEY: string;

  /** Limits and thresholds that differ by region, JSON: `{"5301": {"defaultAfterDays": 5}}`; the longest prefix counts. */
  @Validate(RulesByRegion) RULES_BY_REGION: string = '{}';

  /** Addresses that many people share (a hall behind one address), separated by commas: they prove nobody's device. */
  @IsString() SHARED_ADDRESSES: string = '';
}
