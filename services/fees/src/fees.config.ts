import { IsNotEmpty, IsString } from 'class-validator';
import { ServiceConfig } from '#lib/service-kit';

/** The environment of the cashier’s office. */
export class FeesConfig extends ServiceConfig {
  /** Issuer of the access tokens. */
  @IsString() @IsNotEmpty() ISSUER: string;
}
