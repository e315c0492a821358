import { IsNotEmpty, IsString } from 'class-validator';
import { ServiceConfig } from '#lib/service-kit';

/** The environment of the office of evaluations. */
export class EvaluationConfig extends ServiceConfig {
  /** Issuer of the access tokens. */
  @IsString() @IsNotEmpty() ISSUER: string;
}
