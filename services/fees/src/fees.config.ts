import { IsIn, IsNotEmpty, IsString, Matches, MinLength } from 'class-validator';
import { NotADevelopmentSecret, ServiceConfig } from '#lib/service-kit';

/** The environment of the cashier’s office. */
export class FeesConfig extends ServiceConfig {
  /** Issuer of the access tokens. */
  @IsString() @IsNotEmpty() ISSUER: string;

  /** Path of the JSON file with the organs' seal keys. */
  @IsString() @IsNotEmpty() SEAL_KEYS: string;

  /** Where papers are drawn and sealed: in threads of their own, or in this one (tests). */
  @IsIn(['thread', 'inline']) PRESS_MODE: 'thread' | 'inline' = 'thread';

  /** The payment provider, http://host:port. */
  @Matches(/^https?:\/\/[^\s/]+$/, { message: 'must be http://host:port' }) PROVIDER_URL: string;

  /** What requests to the provider and its callbacks are signed with. */
  @NotADevelopmentSecret() @IsString() @MinLength(32) PROVIDER_SECRET: string;

  /** Whose contract with the provider it is: who may see and settle the differences of its statements. */
  @Matches(/^\d{2,12}$/, { message: 'must be a region code' }) PROVIDER_REGION: string;
}
