import { IsIn, IsInt, IsString, Max, Min, MinLength } from 'class-validator';
import { ServiceConfig } from '#lib/service-kit';

/** The environment of the front desk. */
export class IntakeConfig extends ServiceConfig {
  /** Issuer of the access tokens. */
  @IsString() @MinLength(1) ISSUER: string;

  /** Key ring for personal data, as JSON text. */
  @IsString() @MinLength(2) PERSONAL_KEYS: string;

  /** Path of the JSON file with the halls' seal keys. */
  @IsString() @MinLength(1) SEAL_KEYS: string;

  /** Whether notices are drawn in worker threads or in the main one. */
  @IsIn(['thread', 'inline']) PRESS_MODE: 'thread' | 'inline' = 'thread';

  /** Directory of the uploaded files, named by their content. */
  @IsString() @MinLength(1) FILES_DIR: string;

  /** Working days an applicant has to cure the defects of a correction notice; the law leaves it to the region. */
  @IsInt() @Min(1) @Max(90) CURE_WORKING_DAYS = 15;
}
