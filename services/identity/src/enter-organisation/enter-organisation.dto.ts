import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';

/** What is known of an organisation. */
export class OrganisationRequest {
  /** Full name, as on its seal. */
  @IsString() @Length(2, 120) name: string;
  @IsString() @Length(2, 40) shortName: string;
  @IsIn(['department', 'hall']) kind: 'department' | 'hall';
  /** 统一社会信用代码 (GB 32100), 18 characters. */
  @Matches(/^[0-9A-HJ-NPQRTUWXY]{18}$/) creditCode: string;
  @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) @MaxLength(120, { each: true }) aliases: string[] = [];
}

/** A department or hall to enter. */
export class EnterOrganisationRequest extends OrganisationRequest {
  /** Chosen by whoever enters it, where another register knows it already; else made here. */
  @IsOptional() @Matches(/^[A-Za-z0-9-]{2,40}$/) organisationId?: string;
  /** GB/T 2260, six digits. */
  @Matches(/^\d{6}$/) region: string;
}

/** The organisation after the act. */
export interface OrganisationAnswer {
  organisationId: string;
  version: number;
}
