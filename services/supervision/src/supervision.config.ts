import { IsNotEmpty, IsString } from 'class-validator';
import { ServiceConfig } from '#lib/service-kit';

/** The environment of supervision. */
export class SupervisionConfig extends ServiceConfig {
  /** Issuer of the access tokens. */
  @IsString() @IsNotEmpty() ISSUER: string;
}
