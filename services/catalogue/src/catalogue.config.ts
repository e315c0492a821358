import { IsNotEmpty, IsString } from 'class-validator';
import { ServiceConfig } from '#lib/service-kit';

/** The environment of catalogue. It holds no personal data and seals nothing. */
export class CatalogueConfig extends ServiceConfig {
  /** Issuer of the access tokens. */
  @IsString() @IsNotEmpty() ISSUER: string;
}
