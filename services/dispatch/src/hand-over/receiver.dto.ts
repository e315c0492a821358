import { IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';

/** Who fetched what is handed over. */
export class ReceiverBody {
  @IsString() @Length(1, 60) receivedBy: string;
  /** As shown at the window. */
  @IsString() @Length(15, 18) idNumber: string;
  /** For a stand-in: what authorises them. */
  @IsOptional() @IsString() @Length(4, 200) authorisation?: string;
  /** The drawn signature: a PNG in base64. */
  @IsString()
  @MaxLength(270_000)
  @Matches(/^iVBORw0KGgo[A-Za-z0-9+/]+={0,2}$/, { message: 'signature must be a PNG in base64' })
  signature: string;
}
